"""How many components are reused, day by day: a component counts once, however many cities run it. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

ANYWHERE: Final = "anywhere"
ON_SHELF: Final = "on_shelf"


class Running(NamedTuple):
    """How many adoptions ran before a day, and by how much that moved on which days from then on."""

    before: int
    moves: Mapping[date, int]


Shelf = Sequence[tuple[date, date | None]]
"""From which day until the day before which a component was on the shelf."""


def reach_moves(running: Running, shelf: Shelf, since: date) -> dict[tuple[str, date], int]:
    """On which days from `since` on a component came or ceased to be reused: anywhere, and while on the shelf."""
    ends = {day for stretch in shelf for day in stretch if day is not None}
    found: dict[tuple[str, date], int] = {}
    amount = running.before
    held = {ANYWHERE: amount > 0, ON_SHELF: amount > 0 and _stood_before(shelf, since)}
    for day in sorted(day for day in ends | running.moves.keys() if day >= since):
        amount += running.moves.get(day, 0)
        now = {ANYWHERE: amount > 0, ON_SHELF: amount > 0 and _stands_on(shelf, day)}
        found.update({(name, day): now[name] - held[name] for name in now if now[name] != held[name]})
        held = now
    return found


def _stands_on(shelf: Shelf, day: date) -> bool:
    return any(begin <= day and (end is None or day < end) for begin, end in shelf)


def _stood_before(shelf: Shelf, day: date) -> bool:
    return any(begin < day and (end is None or day <= end) for begin, end in shelf)
