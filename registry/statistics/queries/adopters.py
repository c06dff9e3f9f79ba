"""New and repeat adopters: cities that began to reuse in a stretch of days, for the first time or again."""

from collections import Counter
from typing import Any, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.statistics.answering import Row, Value, answer, told_columns
from registry.statistics.asking import Question
from registry.statistics.figures.months import month_of, months_between
from registry.statistics.figures.spread import percent
from registry.statistics.queries.lives import counted, lives, month_in
from registry.statistics.suppression import tell


class Began(NamedTuple):
    """When a city first ran what another published, and how much it began to run in the stretch of days."""

    first_on: Any
    starts: int


def read_adopters(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """How many cities reused for the first time in the stretch of days, how many again; and the same by month."""
    exactly = actor.sees_landscapes
    cities = _cities(session, question)
    new = [each for each in cities if each.starts and each.first_on >= question.first]
    again = [each for each in cities if each.starts and (each.first_on < question.first or each.starts > 1)]
    active = sum(each.starts > 0 for each in cities)
    inputs = {"cities_that_began": active, "reuse_started": sum(each.starts for each in cities)}
    values = {
        "new_adopters": Value(len(new), inputs),
        "repeat_adopters": Value(len(again), inputs),
        "repeat_share": Value(percent(len(again), active), {"cities_that_began": active, "repeat": len(again)}),
        "adopters_so_far": Value(sum(each.first_on <= question.last for each in cities)),
    }
    rows = _months(question, Counter(month_of(each.first_on) for each in new), _starts(session, question), exactly)
    return answer("adopters", question, rows, values, exactly=exactly)


def _cities(session: Session, question: Question) -> list[Began]:
    begun = lives(session, question)
    within = case((begun.c.run_on.between(question.first, question.last), 1), else_=0)
    rows = session.execute(select(func.min(begun.c.run_on), func.sum(within)).group_by(begun.c.city))
    return [Began(first_on, int(starts)) for first_on, starts in rows]


def _starts(session: Session, question: Question) -> dict[str, int]:
    begun = lives(session, question)
    month = month_in(session, begun.c.run_on)
    return counted(
        session,
        select(month, func.count()).where(begun.c.run_on.between(question.first, question.last)).group_by(month),
    )


def _months(question: Question, new: Counter[str], starts: dict[str, int], exactly: bool) -> list[Row]:
    months = list(months_between(question.first, question.last))
    told_new = tell({month: new[month] for month in months}, exactly=exactly)
    told_starts = tell({month: starts.get(month, 0) for month in months}, exactly=exactly)
    return [
        {
            "month": month,
            **told_columns("new_adopters", told_new.get(month)),
            **told_columns("starts", told_starts.get(month)),
        }
        for month in months
    ]
