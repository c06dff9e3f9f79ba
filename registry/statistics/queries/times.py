"""How long it takes until an adoption goes live, and how long it stays in use."""

from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.statistics.answering import Value, answer, may_tell
from registry.statistics.asking import Question
from registry.statistics.figures.lifetimes import YEAR_DAYS, Lifetime, quartiles, survival
from registry.statistics.figures.spread import percent
from registry.statistics.figures.waits import bands
from registry.statistics.queries.lives import counted, days_between, lives


def read_time_to_adopt(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """The quartiles of the days from planning, and where there was none from approval, to first going live, of what
    first went live in the stretch of days; with how many took how long."""
    exactly = actor.sees_landscapes
    days = _days_to_live(session, question)
    known = {taken: number for taken, number in days.items() if taken is not None}
    number = sum(known.values())
    found = quartiles(known) if may_tell(number, exactly=exactly) else None
    inputs = {"went_live": sum(days.values()), "with_known_beginning": number}
    values = {
        "days_first_quartile": Value(found.first if found else None, inputs),
        "days_median": Value(found.median if found else None, inputs),
        "days_third_quartile": Value(found.third if found else None, inputs),
    }
    rows = bands(known, exactly=exactly)
    return answer("time-to-adopt", question, rows, values, exactly=exactly)


def _days_to_live(session: Session, question: Question) -> dict[Any, int]:
    each = lives(session, question)
    taken = days_between(session, each.c.begun_on, each.c.live_on)
    return counted(
        session,
        select(taken, func.count())
        .where(each.c.live_on.between(question.first, question.last), each.c.live_on <= question.as_of)
        .group_by(taken),
    )


def read_retention(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """Of what went live a year ago or earlier, the share in use a year later; and the share in use month by month."""
    exactly = actor.sees_landscapes
    lifetimes = _lifetimes(session, question)
    old = _old_enough(session, question)
    old_enough, retained = sum(old.values()), old.get(1, 0)
    told = may_tell(old_enough, exactly=exactly)
    values = {
        "retention": Value(
            percent(retained, old_enough) if told else None,
            {"old_enough": old_enough, "retained": retained} if told else {},
        ),
        "went_live": Value(sum(lifetimes.values())),
    }
    rows = [
        {
            "month": month.month,
            "at_risk": month.at_risk if may_tell(month.at_risk, exactly=exactly) else None,
            "share": month.share if may_tell(month.at_risk, exactly=exactly) else None,
        }
        for month in survival(lifetimes)
    ]
    return answer("retention", question, rows, values, exactly=exactly)


def _lifetimes(session: Session, question: Question) -> dict[Lifetime, int]:
    each = lives(session, question)
    ended = case((each.c.retired_on.is_(None), 0), else_=1)
    lived = days_between(session, each.c.live_on, func.coalesce(each.c.retired_on, question.as_of))
    found = counted(
        session, select(lived, ended, func.count()).where(each.c.live_on.is_not(None)).group_by(lived, ended)
    )
    return {Lifetime(days, bool(is_ended)): number for (days, is_ended), number in found.items()}


def _old_enough(session: Session, question: Question) -> dict[int, int]:
    """How many went live at least a year ago, by whether (1) or not (0) they were in use a year later."""
    each = lives(session, question)
    stayed = days_between(session, each.c.live_on, each.c.retired_on) >= YEAR_DAYS
    kept = case((or_(each.c.retired_on.is_(None), stayed), 1), else_=0)
    old = days_between(session, each.c.live_on, question.as_of) >= YEAR_DAYS
    return counted(session, select(kept, func.count()).where(each.c.live_on.is_not(None), old).group_by(kept))
