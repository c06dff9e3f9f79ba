"""What a measure says: a value or why there is none, what it was computed from, what stands behind it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from registry.statistics.histories import stage_on
from registry.statistics.measuring.facts import DECIMALS, RUNNING, CityFacts, Use


class Excluded(NamedTuple):
    """A record that does not count, or counts for less, and the code of the reason."""

    kind: str
    id: str
    reason: str


class Measured(NamedTuple):
    """A value, or None with the code of the reason; what it was computed from; the records behind it."""

    value: float | None
    reason: str | None
    inputs: Mapping[str, float]
    components: Sequence[str] = ()
    adoptions: Sequence[str] = ()
    others: Sequence[tuple[str, str]] = ()
    excluded: Sequence[Excluded] = ()


def not_yet(reason: str) -> Measured:
    """What the registry has nothing for yet, with the reason."""
    return Measured(None, reason, {})


def external(adoptions: Iterable[Use]) -> list[Use]:
    """Across cities."""
    return [adoption for adoption in adoptions if adoption.is_external]


def running(facts: CityFacts, adoptions: Iterable[Use]) -> list[Use]:
    """Across cities, in pilot or live on the day."""
    return [each for each in external(adoptions) if stage_on(each.steps, facts.day) in RUNNING]


def live(facts: CityFacts, adoptions: Iterable[Use]) -> list[Use]:
    """Across cities, live on the day."""
    return [each for each in external(adoptions) if stage_on(each.steps, facts.day) == "live"]


def worthless(adoptions: Iterable[Use]) -> list[Excluded]:
    """The adoptions among these that count for nothing or for less, with why."""
    return [Excluded("adoption", each.id, each.excluded) for each in adoptions if each.excluded]


def ids(adoptions: Iterable[Use]) -> list[str]:
    return sorted(adoption.id for adoption in adoptions)


def names(adoptions: Iterable[Use]) -> list[str]:
    return sorted({adoption.component for adoption in adoptions})


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, DECIMALS)
