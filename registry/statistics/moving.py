"""How cells move when spans come and go. Pure."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from registry.statistics.cells import Cell, Counted, common_cells, named_cells

ALL_TIME: Final = date(1, 1, 1)
"""The bucket of what a cell holds in all."""

Days = dict[date, int]
"""By how much a cell moves on which days."""


class Moved(NamedTuple):
    """By how much a cell moved in a stretch of time: a row of the table, its key first."""

    figure: str
    slice: str
    dimension: str
    grain: str
    bucket: date
    key: str
    amount: int


class Tally:
    """Adds up how cells move. What many spans share is looked up once: a recount passes millions of them."""

    def __init__(self) -> None:
        self.cells: dict[Cell, Days] = {}
        self._shared: dict[Any, list[Days]] = {}

    def add(self, counted: Counted, from_on: date, until_on: date | None, by: int = 1) -> None:
        """Count a span in (`by` 1) or out (-1): it begins on a day and, where it has an end, stops on another."""
        moved = [*self._shared_by(counted), *(self._days(cell) for cell in named_cells(counted))]
        for days in moved:
            days[from_on] = days.get(from_on, 0) + by
        if until_on is not None:
            for days in moved:
                days[until_on] = days.get(until_on, 0) - by

    def add_cell(self, cell: Cell, day: date, by: int) -> None:
        """Move one cell on a day."""
        days = self._days(cell)
        days[day] = days.get(day, 0) + by

    def moved(self, cell: Cell) -> Days:
        """By how much a cell moved so far, by day."""
        return self.cells.get(cell, {})

    def rows(self) -> Iterator[Moved]:
        """What moved, as rows of the table, in every grain in which a cell is kept; without what came to nothing."""
        for cell, days in self.cells.items():
            for grain in cell.grains:
                for bucket, amount in _in_grain(grain, days).items():
                    if amount:
                        yield Moved(cell.figure, cell.slice, cell.dimension, grain, bucket, cell.key, amount)

    def _shared_by(self, counted: Counted) -> list[Days]:
        profile = (counted[:2], counted[5:], counted.city_id == counted.publisher_city_id)
        try:
            return self._shared[profile]
        except KeyError:
            self._shared[profile] = shared = [self._days(cell) for cell in common_cells(counted)]
            return shared

    def _days(self, cell: Cell) -> Days:
        return self.cells.setdefault(cell, {})


def _in_grain(grain: str, days: Days) -> Days:
    if grain == "day":
        return days
    found: Days = {}
    for day, amount in days.items():
        bucket = bucket_of(grain, day)
        found[bucket] = found.get(bucket, 0) + amount
    return found


@lru_cache(maxsize=16384)
def bucket_of(grain: str, day: date) -> date:
    """The stretch of a grain that a day lies in, by its first day."""
    if grain == "total":
        return ALL_TIME
    return day.replace(day=1) if grain == "month" else day
