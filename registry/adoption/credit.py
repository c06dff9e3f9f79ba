"""What an adoption is worth (复用信用). Pure: no database, no clock.

    w = stage × verification × independence × depth × aliveness × ring                       (domain rule 3.2)

Day by day, days in Shanghai. A fact counts from the day on which it was recorded, unless said otherwise.

1.  Stage: pilot 0.3, live 1, any other 0. Steps in the order in which they were recorded. One into pilot or live counts
    from the day it was recorded; one that ends or suspends counts from its own day, which may lie before.
2.  Verification, the highest that holds: 0 as declared; 0.5 once some evidence was accepted; 0.8 while a publisher's
    confirmation is in force; 1 while an assessor's or an administrator's is, or from the first signed attestation that
    carries usage or the first signed usage report. While its publisher disputes it, 0.5 at most (our own default).
3.  Independence: 0, 0.3 or 1, see `independence`; from the day it was judged.
4.  Depth: 0.25 + 0.75·(0.3·min(1, departments/20) + 0.2·min(1, levels/4) + 0.5·min(1, ln(1+calls)/ln(1+1,000,000))),
    departments and levels as last recorded, calls of the twelve months before this one, see `usage`.
5.  Aliveness: 1 until 180 days after the last sign of life, then straight down to 0 at 365. Signs of life: a step into
    or within pilot or live, an attestation, a signed usage report.
6.  Ring: the lowest reviewed discount in force between the two cities, else 1.

Five factors are steps and one is piecewise linear, so the product is piecewise linear: `registry.adoption.worth` puts
it together. The numbers are this system's own default; a framework may bring others (`CreditParameters`).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from registry.adoption.usage import Entry, calls_counted, changes_of
from registry.adoption.vocabulary import RUNNING

FACTORS: Final = ("stage", "verification", "independence", "depth", "aliveness", "ring")


@dataclass(frozen=True, slots=True)
class CreditParameters:
    """The numbers of the rule. Defaults are ours."""

    pilot: float = 0.3
    live: float = 1.0
    evidence: float = 0.5
    publisher: float = 0.8
    third_party: float = 1.0
    disputed: float = 0.5
    depth_floor: float = 0.25
    departments: int = 20
    levels: int = 4
    calls: int = 1_000_000
    departments_share: float = 0.3
    levels_share: float = 0.2
    calls_share: float = 0.5
    alive_days: int = 180
    dead_days: int = 365


DEFAULTS: Final = CreditParameters()

Record = tuple[str, str]
"""What stands behind a value: the kind of record and its id."""


class Change(NamedTuple):
    """From a day on a factor has a value, grows by `slope` a day, and this is why."""

    day: int
    value: float
    reason: str
    records: tuple[Record, ...] = ()
    details: dict[str, Any] | None = None
    slope: float = 0.0

    def on(self, day: int) -> float:
        return self.value + self.slope * (day - self.day)


class StepFact(NamedTuple):
    stage: str
    on: date
    recorded: date


class Ground(NamedTuple):
    """Something that verifies, or disputes, from a day until the day before another."""

    kind: str
    since: date
    until: date | None
    record: Record


class IndependenceFact(NamedTuple):
    since: date
    factor: float
    reason: str
    cities: tuple[int, int | None]


class DiscountFact(NamedTuple):
    since: date
    until: date | None
    factor: float
    cities: tuple[int, int]
    record: Record


class ReachFact(NamedTuple):
    since: date
    departments: int
    levels: int


class Sign(NamedTuple):
    day: date
    record: Record


@dataclass(slots=True)
class CreditFacts:
    """All that credit asks of an adoption, each kind in the order in which it was recorded.

    Grounds are of the kinds `evidence`, `signed`, and `{publisher|assessor|administrator}_{confirmed|disputed}`.
    """

    steps: list[StepFact] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    independences: list[IndependenceFact] = field(default_factory=list)
    reaches: list[ReachFact] = field(default_factory=list)
    ledger: list[Entry] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    discounts: Sequence[DiscountFact] = ()

    @property
    def ever_ran(self) -> bool:
        return any(step.stage in RUNNING for step in self.steps)


def courses_of(facts: CreditFacts, numbers: CreditParameters = DEFAULTS) -> dict[str, list[Change]]:
    """How each factor went, by name: its changes in the order of their days."""
    return {
        "stage": _stages(facts.steps, numbers),
        "verification": _verifications(facts.grounds, numbers),
        "independence": _independences(facts.independences),
        "depth": _depths(facts.reaches, facts.ledger, numbers),
        "aliveness": _lives(facts, numbers),
        "ring": _rings(facts.independences, facts.discounts),
    }


def _stages(steps: Sequence[StepFact], numbers: CreditParameters) -> list[Change]:
    values = {"pilot": numbers.pilot, "live": numbers.live}
    found: list[Change] = []
    for number, step in enumerate(steps, start=1):
        day = (step.recorded if step.stage in values else step.on).toordinal()
        # A step that reaches back takes the place of those it reaches behind.
        while found and found[-1].day >= day:
            found.pop()
        found.append(Change(day, values.get(step.stage, 0.0), step.stage, (("step", str(number)),)))
    return found


def _verifications(grounds: Sequence[Ground], numbers: CreditParameters) -> list[Change]:
    levels = {
        "evidence": numbers.evidence,
        "publisher_confirmed": numbers.publisher,
        "assessor_confirmed": numbers.third_party,
        "administrator_confirmed": numbers.third_party,
        "signed": numbers.third_party,
    }
    found = [Change(0, 0.0, "declared")]
    for day in _boundaries((ground.since, ground.until) for ground in grounds):
        held = [ground for ground in grounds if _holds(ground, day)]
        best = max(held, key=lambda ground: levels.get(ground.kind, 0.0), default=None)
        value = levels.get(best.kind, 0.0) if best else 0.0
        dispute = next((ground for ground in held if ground.kind == "publisher_disputed"), None)
        if dispute is not None and value > numbers.disputed:
            found.append(Change(day, numbers.disputed, "disputed", (dispute.record,)))
        elif best is None or not value:
            found.append(Change(day, 0.0, "declared"))
        else:
            found.append(Change(day, value, best.kind, (best.record,)))
    return found


def _holds(ground: Ground | DiscountFact, day: int) -> bool:
    return ground.since.toordinal() <= day and (ground.until is None or day < ground.until.toordinal())


def _boundaries(spans: Iterable[tuple[date, date | None]]) -> list[int]:
    return sorted({day.toordinal() for span in spans for day in span if day is not None})


def _independences(rows: Sequence[IndependenceFact]) -> list[Change]:
    found = [Change(0, 0.0, "unknown")]
    for row in rows:
        day = row.since.toordinal()
        while found[-1].day >= day:
            found.pop()
        found.append(Change(day, row.factor, row.reason))
    return found


def _rings(rows: Sequence[IndependenceFact], discounts: Sequence[DiscountFact]) -> list[Change]:
    found = [Change(0, 1.0, "none")]
    if not discounts:
        return found
    spans = [(each.since, each.until) for each in discounts]
    for day in _boundaries([*spans, *((row.since, None) for row in rows)]):
        cities = next((row.cities for row in reversed(rows) if row.since.toordinal() <= day), None)
        held = [each for each in discounts if each.cities == cities and _holds(each, day)]
        lowest = min(held, key=lambda each: each.factor, default=None)
        found.append(Change(day, lowest.factor, "discount", (lowest.record,)) if lowest else Change(day, 1.0, "none"))
    return found


def _depths(reaches: Sequence[ReachFact], ledger: Sequence[Entry], numbers: CreditParameters) -> list[Change]:
    """Reach changes on the day it is recorded, usage with the first day of a month."""
    days = {row.since.toordinal(): row for row in reaches}
    months = {month.toordinal(): month for month in changes_of(ledger)}
    departments = levels = calls = 0
    found = [_depth(0, 0, 0, 0, numbers)]
    for day in sorted({*days, *months}):
        if day in days:
            departments, levels = days[day].departments, days[day].levels
        if day in months:
            calls = calls_counted(ledger, months[day])
        found.append(_depth(day, departments, levels, calls, numbers))
    return found


def _depth(day: int, departments: int, levels: int, calls: int, numbers: CreditParameters) -> Change:
    details = {"departments": departments, "levels": levels, "calls": calls}
    return Change(day, depth(departments, levels, calls, numbers), "reach", (), details)


def depth(departments: int, levels: int, calls: int, numbers: CreditParameters = DEFAULTS) -> float:
    """How deep an adoption goes (S28): in breadth, in levels, in how often it is called; `depth_floor` to 1."""
    share = (
        numbers.departments_share * min(1.0, departments / numbers.departments)
        + numbers.levels_share * min(1.0, levels / numbers.levels)
        + numbers.calls_share * min(1.0, math.log1p(max(calls, 0)) / math.log1p(numbers.calls))
    )
    return numbers.depth_floor + (1.0 - numbers.depth_floor) * share


def _lives(facts: CreditFacts, numbers: CreditParameters) -> list[Change]:
    steps = [
        Sign(step.recorded, ("step", str(number)))
        for number, step in enumerate(facts.steps, start=1)
        if step.stage in RUNNING
    ]
    signs = {sign.day.toordinal(): sign.record for sign in (*facts.signs, *steps)}
    found = [Change(0, 0.0, "never")]
    falls = numbers.dead_days - numbers.alive_days
    for day, following in zip_longest(days := sorted(signs), days[1:]):
        record = (signs[day],)
        later = (
            Change(day, 1.0, "alive", record),
            Change(day + numbers.alive_days, 1.0, "fading", record, None, -1.0 / falls),
            Change(day + numbers.dead_days, 0.0, "silent", record),
        )
        found += [change for change in later if following is None or change.day < following]
    return found
