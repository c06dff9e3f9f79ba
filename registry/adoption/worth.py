"""Credit over time: the product of its factors as straight stretches, on a day, and over a period. Pure.

Stretches at zero are left out: a day that no segment covers is worth nothing.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from registry.adoption.credit import DEFAULTS, FACTORS, Change, CreditFacts, CreditParameters, courses_of


class Segment(NamedTuple):
    """Credit is `value + slope · (day − from_on)` from a day until the day before another, or for good."""

    from_on: date
    until_on: date | None
    value: float
    slope: float

    def on(self, day: date) -> float:
        """What it says of a day; nothing outside it."""
        covered = self.from_on <= day and (self.until_on is None or day < self.until_on)
        return self.value + self.slope * (day - self.from_on).days if covered else 0.0

    def sum_between(self, first: date, last: date) -> float:
        """The sum of the days from `first` to `last`, both counted, that it covers: an arithmetic series."""
        begin = max(first, self.from_on)
        end = last if self.until_on is None else min(last, date.fromordinal(self.until_on.toordinal() - 1))
        days = (end - begin).days + 1
        return days * (self.on(begin) + self.on(end)) / 2 if days > 0 else 0.0


class Factor(NamedTuple):
    """A factor on a day: its value, why, since when, and what stands behind it."""

    name: str
    value: float
    reason: str
    since: date | None
    change: Change


class Worth(NamedTuple):
    """Credit on a day with its factors."""

    day: date
    credit: float
    factors: list[Factor]


def segments_of(facts: CreditFacts, numbers: CreditParameters = DEFAULTS) -> list[Segment]:
    """The credit of an adoption over all time."""
    if not facts.ever_ran:
        return []
    courses = enumerate(courses_of(facts, numbers).values())
    changes = sorted(((change.day, place, change) for place, course in courses for change in course), key=_DAY)
    steady = [0.0] * len(FACTORS)
    steady[_LIFE] = 1.0
    life = _NEVER
    pieces: list[_Piece] = []
    before: tuple[float, Change] = (0.0, _NEVER)
    for (day, place, change), following in zip_longest(changes, changes[1:]):
        if place == _LIFE:
            life = change
        else:
            steady[place] = change.value
        if following is not None and following[0] == day:
            continue
        line = (math.prod(steady), life)
        if line != before:
            pieces.append(_Piece(day, line[0] * life.on(day), line[0] * life.slope))
            before = line
    return _joined(pieces)


_LIFE: Final = FACTORS.index("aliveness")
_NEVER: Final = Change(0, 0.0, "never")
_DAY: Final = itemgetter(0)


class _Piece(NamedTuple):
    """A straight line from a day on."""

    day: int
    value: float
    slope: float


def _joined(pieces: list[_Piece]) -> list[Segment]:
    """Segments from where each piece begins to where the next one does, without those at zero."""
    return [
        Segment(date.fromordinal(day), date.fromordinal(after.day) if after else None, value, slope)
        for (day, value, slope), after in zip_longest(pieces, pieces[1:])
        if value or slope
    ]


def worth_on(facts: CreditFacts, day: date, numbers: CreditParameters = DEFAULTS) -> Worth:
    """The credit of a day, factor by factor."""
    factors = [_factor(name, course, day.toordinal()) for name, course in courses_of(facts, numbers).items()]
    credit = 1.0
    for factor in factors:
        credit *= factor.value
    return Worth(day, credit, factors)


def _factor(name: str, course: list[Change], day: int) -> Factor:
    place = bisect_right(course, day, key=attrgetter("day")) - 1
    if place < 0:
        return Factor(name, 0.0, "not_begun", None, Change(0, 0.0, "not_begun"))
    change = course[place]
    while place and _same(course[place - 1], change):
        place -= 1
    since = date.fromordinal(course[place].day) if course[place].day else None
    return Factor(name, change.on(day), change.reason, since, change)


def _same(earlier: Change, later: Change) -> bool:
    return (earlier.value, earlier.reason, earlier.slope) == (later.value, later.reason, later.slope)


def credit_of(segments: Iterable[Segment], day: date) -> float:
    """The credit of a day, from stretches of one adoption or of many."""
    return sum(segment.on(day) for segment in segments)


def credit_between(segments: Iterable[Segment], first: date, last: date) -> float:
    """In-force credit over a period, both days counted: what its days are worth on average."""
    return sum(segment.sum_between(first, last) for segment in segments) / ((last - first).days + 1)


def exclusion_of(worth: Worth) -> str | None:
    """Why an adoption is left out, or counted for less, on a day; None where it counts in full."""
    values = {factor.name: factor.value for factor in worth.factors}
    reasons = (
        ("not_running", values["stage"] == 0),
        ("self_adoption", values["independence"] == 0),
        ("unverified", values["verification"] == 0),
        ("not_alive", values["aliveness"] == 0),
        ("ring_discount", values["ring"] < 1),
    )
    return next((code for code, applies in reasons if applies), None)
