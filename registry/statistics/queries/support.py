"""When support ends for what runs, by month."""

from typing import Any, Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component
from registry.kit.actor import Actor
from registry.statistics.answering import Row, Value, answer
from registry.statistics.asking import Question
from registry.statistics.figures.months import month_of, months_after
from registry.statistics.figures.spread import percent
from registry.statistics.models import Span
from registry.statistics.queries.running import running_by
from registry.statistics.queries.spans import REUSE, asked_of

MONTHS: Final = 24


def read_support(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """How much of the reuse that runs on the day loses its support in each of the coming 24 months."""
    day = question.as_of
    last = months_after(day, MONTHS)
    ends = Component.details[("maintenance", "support_until")].as_string()
    month = func.substr(ends, 1, 7)
    rows = session.execute(
        select(month, func.count(), func.count(Span.component_id.distinct()))
        .select_from(Component)
        .join(Span, Span.component_id == Component.id)
        .where(ends.is_not(None), ends < last.isoformat(), and_(REUSE, asked_of(question)))
        .group_by(month)
    )
    held = {found: (adoptions, components) for found, adoptions, components in rows}
    past = _past(session, question)
    total = sum(running_by(session, question, "city_class").values())
    coming = [month_of(months_after(day, number)) for number in range(MONTHS)]
    listing: list[Row] = [_row(each, *held.get(each, (0, 0))) for each in coming]
    listing[0] = _row(coming[0], held.get(coming[0], (0, 0))[0] - past[0], held.get(coming[0], (0, 0))[1] - past[1])
    ending = sum(row["adoptions"] for row in listing)
    ended = sum(adoptions for found, (adoptions, _) in held.items() if found < coming[0]) + past[0]
    values = {
        "support_ending": Value(ending, {"running": total, "months": MONTHS}),
        "support_ended": Value(ended, {"running": total}),
        "support_ending_share": Value(percent(ending, total), {"ending": ending, "running": total}),
    }
    return answer("support", question, listing, values, exactly=actor.sees_landscapes)


def _past(session: Session, question: Question) -> tuple[int, int]:
    """Of this month's, what ended before the day itself."""
    day = question.as_of
    ends = Component.details[("maintenance", "support_until")].as_string()
    adoptions, components = session.execute(
        select(func.count(), func.count(Span.component_id.distinct()))
        .select_from(Component)
        .join(Span, Span.component_id == Component.id)
        .where(ends >= day.replace(day=1).isoformat(), ends < day.isoformat(), REUSE, asked_of(question))
    ).one()
    return adoptions, components


def _row(month: str, adoptions: int, components: int) -> Row:
    return {"month": month, "components": components, "adoptions": adoptions}
