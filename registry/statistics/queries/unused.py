"""Components on the shelf that no other city runs, and since when."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from registry.catalogue.models import Component
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.statistics.answering import Row, Value, answer
from registry.statistics.asking import Question
from registry.statistics.cells import ON_SHELF
from registry.statistics.figures.lifetimes import YEAR_DAYS
from registry.statistics.figures.spread import percent
from registry.statistics.models import Span
from registry.statistics.queries.spans import asked_of


def read_unused(session: Session, actor: Actor, question: Question, *, limit: int) -> dict[str, Any]:
    """What is on the shelf on the day and runs in no other city, the longest unused first."""
    on_shelf = and_(Span.subject == "component", Span.state.in_(ON_SHELF), asked_of(question))
    listed = session.scalar(select(func.count()).select_from(Span).where(on_shelf)) or 0
    unused = _unused(question, on_shelf).subquery()
    number, old = session.execute(
        select(
            func.count(),
            func.count().filter(unused.c.since <= question.as_of - timedelta(days=YEAR_DAYS)),
        ).select_from(unused)
    ).one()
    rows = session.execute(
        select(unused, Component.full_name, Component.details)
        .join(Component, Component.id == unused.c.component)
        .where(Component.id.not_in(hidden_ids(actor)))
        .order_by(unused.c.since, Component.full_name)
        .limit(limit)
    )
    values = {
        "unused_components": Value(number, {"components_listed": listed, "over_a_year": old}),
        "unused_share": Value(percent(number, listed), {"unused": number, "components_listed": listed}),
    }
    listing = [_row(row, question.as_of) for row in rows]
    return answer("unused", question, listing, values, exactly=actor.sees_landscapes)


def _unused(question: Question, on_shelf: Any) -> Select[*tuple[Any, ...]]:
    """Component, status, domain, kind, the day it came on the shelf, the last day of use, and unused since when."""
    use = aliased(Span)
    day, knowing = question.as_of, question.known_on
    used = and_(use.component_id == Span.subject_id, use.subject == "adoption", use.is_reuse, use.from_on <= day)
    if knowing is None:
        used = and_(used, use.void_on.is_(None))
        ended = and_(use.until_on.is_not(None), use.until_on <= day)
    else:
        used = and_(used, use.recorded_on <= knowing, or_(use.void_on.is_(None), use.void_on > knowing))
        ended = and_(use.until_on.is_not(None), use.until_on <= day, use.until_recorded_on <= knowing)
    running = select(use.id).where(used, not_(func.coalesce(ended, False))).exists()
    last_use = select(func.max(use.until_on)).where(used, ended).correlate(Span).scalar_subquery()
    shelf = aliased(Span)
    shelved = (
        select(func.min(shelf.from_on))
        .where(
            shelf.subject == "component",
            shelf.subject_id == Span.subject_id,
            shelf.state.in_(ON_SHELF),
            shelf.void_on.is_(None),
        )
        .correlate(Span)
        .scalar_subquery()
    )
    return select(
        Span.subject_id.label("component"),
        Span.state.label("status"),
        Span.domain,
        Span.kind,
        shelved.label("listed_on"),
        last_use.label("used_until"),
        func.coalesce(last_use, shelved).label("since"),
    ).where(on_shelf, not_(running))


def _row(row: Any, day: date) -> Row:
    return {
        "component": row.full_name,
        "title": row.details["title"],
        "domain": row.domain,
        "kind": row.kind,
        "status": row.status,
        "listed_on": row.listed_on.isoformat(),
        "used_until": row.used_until.isoformat() if row.used_until else None,
        "unused_since": row.since.isoformat(),
        "age_days": (day - row.since).days,
    }
