"""What an adoption is worth on a day: written from the rule's text (docs/adopt.md), day by day, and from nothing else.

Slow and plain on purpose. It remembers what was done in the simulated year, and knows no table of the registry.
"""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta

STAGES = {"pilot": 0.3, "live": 1.0}


@dataclass
class Word:
    """A confirmation: by whom, with which verdict, from which day, until which."""

    by: str
    verdict: str
    since: date
    until: date | None = None


@dataclass
class Remembered:
    """All that was done about one adoption."""

    steps: list[tuple[str, date, date]] = field(default_factory=list)
    """Stage, the day it is said to have begun, the day that was recorded."""
    accepted: list[date] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    signed: list[date] = field(default_factory=list)
    """Days on which a signed report or attestation with usage was recorded."""
    signs: list[date] = field(default_factory=list)
    """Days on which a sign of life was recorded."""
    reach: list[tuple[date, int, int]] = field(default_factory=list)
    usage: list[tuple[date, int, date]] = field(default_factory=list)
    """A day, its calls by this report, the day it was recorded: later reports of a day replace earlier ones."""
    independence: float = 1.0


def worth_on(known: Remembered, day: date) -> float:
    """Its credit on a day."""
    product = 1.0
    for factor in (stage, verification, depth, aliveness):
        product *= factor(known, day)
    return product * known.independence


def stage(known: Remembered, day: date) -> float:
    """The stage it is in, counted from the day it was recorded where it begins to run, from its own day elsewhere."""
    value = 0.0
    for word, on, recorded in known.steps:
        if (recorded if word in STAGES else on) <= day:
            value = STAGES.get(word, 0.0)
    return value


def verification(known: Remembered, day: date) -> float:
    values = [0.0]
    in_force = [w for w in known.words if w.since <= day and (w.until is None or day < w.until)]
    if any(on <= day for on in known.accepted):
        values.append(0.5)
    for word in in_force:
        if word.verdict == "confirmed":
            values.append(0.8 if word.by == "publisher" else 1.0)
    if any(on <= day for on in known.signed):
        values.append(1.0)
    disputed = any(word.by == "publisher" and word.verdict == "disputed" for word in in_force)
    return min(max(values), 0.5) if disputed else max(values)


def depth(known: Remembered, day: date) -> float:
    departments = levels = 0
    for recorded, how_many, how_deep in known.reach:
        if recorded <= day:
            departments, levels = how_many, how_deep
    calls = _calls(known, day)
    breadth = 0.3 * min(1, departments / 20) + 0.2 * min(1, levels / 4)
    return 0.25 + 0.75 * (breadth + 0.5 * min(1, math.log(1 + calls) / math.log(1 + 1_000_000)))


def _calls(known: Remembered, day: date) -> int:
    """The calls of the twelve months before this one, as far as they were reported before this one began."""
    month = day.replace(day=1)
    first = month.replace(year=month.year - 1)
    found: dict[date, int] = {}
    for on, calls, recorded in known.usage:
        if recorded < month and first <= on < month:
            found[on] = calls
    return sum(found.values())


def aliveness(known: Remembered, day: date) -> float:
    heard = [on for on in known.signs if on <= day]
    if not heard:
        return 0.0
    silent = (day - max(heard)).days
    if silent <= 180:
        return 1.0
    return max(0.0, (365 - silent) / (365 - 180))


def mean_between(known: Remembered, first: date, last: date) -> float:
    """Time-weighted over a period, both days in it."""
    days = (last - first).days + 1
    return sum(worth_on(known, first + timedelta(days=n)) for n in range(days)) / days
