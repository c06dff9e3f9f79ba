"""The lives of external adoptions, one row each: when begun, first running, first live, retired. Aggregated in SQL."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Integer, and_, case, cast, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from registry.statistics.asking import Question
from registry.statistics.models import Span
from registry.statistics.naming import UNSPECIFIED_DOMAIN
from registry.statistics.queries.places import cities_on


def lives(session: Session, question: Question) -> CTE:
    """Columns `city`, `begun_on`, `run_on`, `live_on`, `retired_on` of every adoption that ran in another city than its
    publisher's by the day that is asked about; the class and the province are those of the city on that day."""
    begun, retired = Span.state.in_(("planned", "approved")), Span.state == "retired"
    query = (
        select(
            func.max(case((Span.is_reuse, Span.city_id))).label("city"),
            func.min(case((begun, Span.from_on))).label("begun_on"),
            func.min(case((Span.is_reuse, Span.from_on))).label("run_on"),
            func.min(case((and_(Span.is_reuse, Span.state == "live"), Span.from_on))).label("live_on"),
            func.min(case((retired, Span.from_on))).label("retired_on"),
        )
        .where(Span.subject == "adoption", Span.from_on <= question.as_of, known(question))
        .group_by(Span.subject_id)
        .having(func.max(case((Span.is_reuse, 1), else_=0)) == 1)
    )
    if question.domain is not None:
        same = Span.domain.is_(None) if question.domain == UNSPECIFIED_DOMAIN else Span.domain == question.domain
        query = query.where(same)
    if question.province is not None or question.city_class is not None:
        query = query.where(Span.city_id.in_(list(cities_on(session, question))))
    return query.cte("lives")


def known(question: Question) -> ColumnElement[bool]:
    """What is known to have been so, now or at the end of a day."""
    if question.known_on is None:
        return Span.void_on.is_(None)
    return and_(Span.recorded_on <= question.known_on, or_(Span.void_on.is_(None), Span.void_on > question.known_on))


def days_between(session: Session, first: Any, last: Any) -> ColumnElement[int]:
    """The number of days from one day to another, in the dialect of the database."""
    if session.get_bind().dialect.name == "postgresql":
        return type_coerce(_day(last) - _day(first), Integer())
    return cast(func.julianday(last) - func.julianday(first), Integer)


def _day(value: Any) -> Any:
    return literal(value, Date()) if isinstance(value, date) else value


def month_in(session: Session, column: Any) -> ColumnElement[str]:
    """The month of a day, as `2026-03`."""
    if session.get_bind().dialect.name == "postgresql":
        return func.to_char(column, "YYYY-MM")
    return func.strftime("%Y-%m", column)


def counted(session: Session, query: Any) -> dict[Any, int]:
    """A query of keys and amounts as a dictionary; several columns before the amount make a tuple."""
    found: Iterable[Any] = session.execute(query)
    return {(row[0] if len(row) == 2 else tuple(row[:-1])): int(row[-1]) for row in found}
