"""Cutting a stretch of days into equal pieces of the calendar. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from registry.kit.errors import PayloadInvalid

MOST_PIECES: Final = 400
"""So many pieces a series has at most: a year of days, or more than thirty of months."""

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


class Piece(NamedTuple):
    """A piece with its first and its last day."""

    first: date
    last: date


def pieces_of(first: date, last: date, interval: str) -> list[Piece]:
    """The days, weeks (from Monday), months, quarters or years that a stretch touches; the outer ones cut to it.

    Raises PayloadInvalid when they are too many.
    """
    pieces: list[Piece] = []
    for begin, following in _stretches(first, interval):
        if begin > last:
            return pieces
        if len(pieces) == MOST_PIECES:
            raise PayloadInvalid.of(
                "/interval",
                f"区间过长：这一间隔下超过 {MOST_PIECES} 段，请缩短区间或选用更长的间隔。",
                f"More than {MOST_PIECES} pieces: ask for fewer days or a longer interval.",
            )
        pieces.append(Piece(max(begin, first), min(following - timedelta(days=1), last)))
    return pieces


def _stretches(first: date, interval: str) -> Iterator[tuple[date, date]]:
    begin = _begin_of(first, interval)
    while True:
        following = _following(begin, interval)
        yield begin, following
        begin = following


def _begin_of(day: date, interval: str) -> date:
    if interval == "day":
        return day
    if interval == "week":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[interval]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _following(begin: date, interval: str) -> date:
    if interval == "day":
        return begin + timedelta(days=1)
    if interval == "week":
        return begin + timedelta(days=7)
    month = begin.month + _MONTHS[interval]
    return date(begin.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
