"""What is kept of the figures: the amounts of cells on a day, as known now or as known then."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from registry.events.queries import consumer_position, head_position
from registry.kit.clock import today_of
from registry.statistics.asking import Question
from registry.statistics.cells import cells_of, counted_of
from registry.statistics.models import CallsCounted, Movement, Span
from registry.statistics.moving import ALL_TIME, bucket_of
from registry.statistics.queries.spans import asked_of, filtered, holds

CONSUMER: Final = "statistics"

Amounts = Counter[tuple[str, str]]
"""By dimension and key."""


def events_behind(session: Session) -> int:
    """How many events the kept figures have not followed; below 0 when the log was restored to an earlier moment."""
    return head_position(session) - consumer_position(session, CONSUMER)


def spans_kept(session: Session, subject: str, ids: Collection[int]) -> dict[int, dict[int, dict[str, Any]]]:
    """The spans that are kept of these subjects, by their id: by the span's own id, as rows without it."""
    found: dict[int, dict[int, dict[str, Any]]] = {}
    query = select(Span.__table__).where(Span.subject == subject, Span.subject_id.in_(ids)).order_by(Span.id)
    for row in session.execute(query).mappings():
        span = dict(row)
        found.setdefault(span["subject_id"], {})[span.pop("id")] = span
    return found


def amounts(session: Session, figure: str, question: Question, dimensions: Collection[str] = ()) -> Amounts:
    """What the cells of a figure held on the day that is asked about, by what was known: those that held anything.

    From the sums that are kept; under three filters, which nothing is kept under, from the spans.
    """
    if len(question.filters) > 2:
        return _counted(session, figure, question, dimensions)
    found = _kept(session, figure, question, dimensions)
    if question.known_on is not None:
        found.update(not_known_then(session, figure, question, dimensions))
    return Counter({cell: amount for cell, amount in found.items() if amount})


def amounts_now(session: Session, figure: str, slice_: str, dimension: str) -> Counter[str]:
    """What the cells of a figure hold at present, by key."""
    rows = session.execute(
        select(Movement.key, Movement.amount).where(
            Movement.figure == figure,
            Movement.slice == slice_,
            Movement.grain == "total",
            Movement.bucket == ALL_TIME,
            Movement.dimension == dimension,
            Movement.amount != 0,
        )
    )
    return Counter({row.key: row.amount for row in rows})


def corrections(session: Session, question: Question) -> int:
    """How much of the day that is asked about was learnt only after it: spans that would count otherwise."""
    learnt = and_(Span.corrected_on > question.as_of, filtered(question), _touches(question.as_of))
    if question.known_on is not None:
        learnt = and_(learnt, Span.corrected_on <= question.known_on)
    return session.scalar(select(func.count()).select_from(Span).where(learnt)) or 0


def _touches(day: date) -> ColumnElement[bool]:
    """Held on the day by what is known now, or by what was known on the day itself, and not by both."""
    return or_(
        and_(holds(day), ~holds(day, day)),
        and_(~holds(day), holds(day, day)),
    )


def _kept(session: Session, figure: str, question: Question, dimensions: Collection[str]) -> Amounts:
    """Of today: in all. Of a past day: the months before its month, and the days of it so far."""
    day = question.as_of
    month = bucket_of("month", day)
    if day >= today_of(session):
        stretches: ColumnElement[bool] = and_(Movement.grain == "total", Movement.bucket == ALL_TIME)
    elif figure in BY_DAY_ONLY:
        stretches = and_(Movement.grain == "day", Movement.bucket <= day)
    else:
        stretches = or_(
            and_(Movement.grain == "month", Movement.bucket < month),
            and_(Movement.grain == "day", Movement.bucket >= month, Movement.bucket <= day),
        )
    query = (
        select(Movement.dimension, Movement.key, func.sum(Movement.amount).label("amount"))
        .where(Movement.figure == figure, Movement.slice == question.slice, stretches)
        .group_by(Movement.dimension, Movement.key)
    )
    if dimensions:
        query = query.where(Movement.dimension.in_(dimensions))
    return Counter({(row.dimension, row.key): int(row.amount) for row in session.execute(query)})


BY_DAY_ONLY: Final = frozenset({"component", "pair"})
"""Figures of which no months are kept: see `cells`."""


def not_known_then(session: Session, figure: str, question: Question, dimensions: Collection[str]) -> Amounts:
    """By how much the cells held more, or less, by what was known then."""
    assert question.known_on is not None, "somebody asks what was known on a day"  # noqa: S101
    found: Amounts = Counter()
    then, now = holds(question.as_of, question.known_on), holds(question.as_of)
    learnt_since = and_(Span.corrected_on > question.known_on, Span.from_on <= question.as_of)
    for held, by in ((and_(then, ~now), 1), (and_(now, ~then), -1)):
        for cell in _cells(session, figure, question.slice, and_(learnt_since, held)):
            if not dimensions or cell[0] in dimensions:
                found[cell] += by
    return found


def _counted(session: Session, figure: str, question: Question, dimensions: Collection[str]) -> Amounts:
    found: Amounts = Counter()
    for cell in _cells(session, figure, "", asked_of(question)):
        if not dimensions or cell[0] in dimensions:
            found[cell] += 1
    return found


def _cells(session: Session, figure: str, slice_: str, condition: ColumnElement[bool]) -> Iterator[tuple[str, str]]:
    for span in session.scalars(select(Span).where(condition)):
        for cell in cells_of(counted_of(span)):
            if cell.figure == figure and cell.slice == slice_:
                yield cell.dimension, cell.key


def calls_between(session: Session, question: Question, first: date, last: date) -> Amounts:
    """The calls of the months from that of `first` to that of `last`, by dimension and key."""
    months = (bucket_of("month", first), bucket_of("month", last))
    if len(question.filters) > 2:
        return Counter()
    query = (
        select(Movement.dimension, Movement.key, func.sum(Movement.amount).label("amount"))
        .where(
            Movement.figure == "calls",
            Movement.slice == question.slice,
            Movement.grain == "month",
            Movement.bucket.between(*months),
        )
        .group_by(Movement.dimension, Movement.key)
    )
    found: Amounts = Counter({(row.dimension, row.key): int(row.amount) for row in session.execute(query)})
    if question.known_on is not None:
        later = select(CallsCounted.calls, CallsCounted.cells).where(
            CallsCounted.month.between(*months), CallsCounted.recorded_month > bucket_of("month", question.known_on)
        )
        for calls, cells in session.execute(later):
            for figure, slice_, dimension, key in cells:
                if figure == "calls" and slice_ == question.slice:
                    found[dimension, key] -= calls
    return Counter({cell: amount for cell, amount in found.items() if amount})
