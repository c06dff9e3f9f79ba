"""The course of figures over a stretch of days."""

from collections import Counter, deque
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.statistics.asking import Question
from registry.statistics.models import Movement
from registry.statistics.moving import bucket_of
from registry.statistics.overview import IN_FORCE, ON_SHELF
from registry.statistics.periodic import Piece, pieces_of
from registry.statistics.queries.kept import Amounts, amounts, calls_between, not_known_then
from registry.statistics.queries.overview import require_wide
from registry.statistics.queries.reach import FIGURE as REACHED
from registry.statistics.reaching import ANYWHERE
from registry.statistics.wording import wording

LONG: Final = frozenset({"month", "quarter", "year"})


def read_series(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """How the leading figures stood at the end of each piece of a stretch, and the calls within it.

    Raises TokenRequired and LandscapeHidden for filters that could point at a city, PayloadInvalid for too many pieces.
    """
    require_wide(actor, question)
    pieces = pieces_of(question.first, question.last, question.interval)
    asked = replace(question, as_of=question.last)
    supply = _course(session, asked, pieces, "components", ("status",))
    adoptions = _course(session, asked, pieces, "adoptions", ("stage",))
    reuse = _course(session, asked, pieces, "reuse", ("stage",))
    # Of cities and components that count once each, days are kept under no filter and by domain.
    narrow = not question.filters.keys() - {"domain"} and question.known_on is None
    cities = _course(session, asked, pieces, "city", ("city",)) if narrow else None
    reached = _course(session, asked, pieces, REACHED, (ANYWHERE,)) if narrow else None
    calls = _calls(session, asked, pieces)
    rows = []
    for place, piece in enumerate(pieces):
        rows.append(
            {
                "from": piece.first.isoformat(),
                "to": piece.last.isoformat(),
                "components_listed": sum(supply[place]["status", status] for status in ON_SHELF),
                "adoptions_in_force": sum(adoptions[place]["stage", stage] for stage in IN_FORCE),
                "running_reuse": reuse[place]["stage", "pilot"] + reuse[place]["stage", "live"],
                "pilot": reuse[place]["stage", "pilot"],
                "live": reuse[place]["stage", "live"],
                "reusing_cities": sum(1 for amount in cities[place].values() if amount > 0) if cities else None,
                "components_reused": reached[place][ANYWHERE, "true"] if reached else None,
                "calls": calls[place],
            }
        )
    return {
        "from": question.first.isoformat(),
        "to": question.last.isoformat(),
        "interval": question.interval,
        "as_of": question.last.isoformat(),
        "known_at": question.known_on.isoformat() if question.known_on else None,
        "filters": question.filters,
        "note": wording().note,
        "rows": rows,
    }


def _course(
    session: Session, question: Question, pieces: Sequence[Piece], figure: str, dimensions: Collection[str]
) -> list[Amounts]:
    """What the cells held at the end of each piece: what they held before the stretch, and how they moved in it."""
    before = replace(question, as_of=question.first - timedelta(days=1), known_on=None)
    held = amounts(session, figure, before, dimensions)
    moves = deque(_moves(session, question, figure, dimensions))
    found: list[Amounts] = []
    for piece in pieces:
        while moves and moves[0][0] <= piece.last:
            _, cell, amount = moves.popleft()
            held[cell] += amount
        stood: Amounts = Counter({cell: amount for cell, amount in held.items() if amount})
        if question.known_on is not None:
            stood.update(not_known_then(session, figure, replace(question, as_of=piece.last), dimensions))
        found.append(stood)
    return found


def _moves(
    session: Session, question: Question, figure: str, dimensions: Collection[str]
) -> list[tuple[date, tuple[str, str], int]]:
    """How cells moved within the stretch, by day: whole months as of their last day where pieces are of months."""
    first, last = question.first, question.last
    days: ColumnElement[bool] = and_(Movement.grain == "day", Movement.bucket.between(first, last))
    if question.interval in LONG:
        begin, end = _whole_months(first, last)
        months = and_(Movement.grain == "month", Movement.bucket >= begin, Movement.bucket < end)
        outer = or_(Movement.bucket < begin, Movement.bucket >= end)
        days = or_(months, and_(days, outer)) if begin < end else days
    rows = session.execute(
        select(Movement.grain, Movement.bucket, Movement.dimension, Movement.key, Movement.amount).where(
            Movement.figure == figure,
            Movement.slice == question.slice,
            Movement.dimension.in_(dimensions),
            Movement.amount != 0,
            days,
        )
    )
    found = []
    for grain, bucket, dimension, key, amount in rows:
        day = _last_of_month(bucket) if grain == "month" else bucket
        found.append((day, (dimension, key), amount))
    return sorted(found)


def _whole_months(first: date, last: date) -> tuple[date, date]:
    """From the first day of which month until before that of which other one whole months lie in a stretch."""
    begin = first if first.day == 1 else _last_of_month(first) + timedelta(days=1)
    return begin, bucket_of("month", last + timedelta(days=1))


def _last_of_month(day: date) -> date:
    return bucket_of("month", day.replace(day=1) + timedelta(days=31)) - timedelta(days=1)


def _calls(session: Session, question: Question, pieces: Sequence[Piece]) -> list[int | None]:
    """The calls of each piece; they are counted by whole months: none are told of pieces that are shorter."""
    if question.interval not in LONG:
        return [None for _ in pieces]
    return [calls_between(session, question, piece.first, piece.last)["calls", "all"] for piece in pieces]
