"""All that the metrics of a city ask, gathered before anything is computed. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from registry.gaps.closing import GapFact
from registry.statistics.currency import Release
from registry.statistics.histories import Step

RUNNING: Final = ("pilot", "live")
INSTITUTIONAL: Final = ("standard", "policy_template", "process_playbook")
DECIMALS: Final = 4


class OwnComponent(NamedTuple):
    """A component of the city's, as on the day. `family` is the first of its near-duplicates, itself where alone."""

    name: str
    kind: str = "application"
    status: str | None = "listed"
    quality: int = 100
    support_until: date | None = None
    releases: Sequence[Release] = ()
    family: str = ""
    contributors: Collection[str] = ()
    is_own: bool = True
    is_conformant: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """An adoption: of the city's component by another body, or of anything by the city.

    `credit` is what it is worth on the day, `average` what the days of the period are worth on average; `excluded` why
    it counts for nothing or less. `exposed` says that a critical advisory on its version is past its day.
    """

    id: str
    component: str
    city: str
    steps: Sequence[Step] = ()
    is_external: bool = True
    credit: float = 0.0
    average: float = 0.0
    excluded: str | None = None
    province: str | None = None
    adopter_class: str | None = None
    publisher_class: str | None = None
    publisher_city: str | None = None
    depth: float = 0.0
    releases: Sequence[Release] = ()
    exposed: bool = False
    is_conformant: bool = False


class Ask(NamedTuple):
    """What an adopter reported of a component of the city: when, when first answered, by when an answer was owed."""

    id: str
    asked_on: date
    hours: float | None
    answered_on: date | None
    due_on: date | None


class Cost(NamedTuple):
    """What an adoption of the city cost. `counts` is the saving that counts, `baseline` the accepted one, in fen."""

    adoption: str
    baseline: int
    counts: int
    excluded: str | None


class Remedy(NamedTuple):
    """That an advisory was to be acted on by a day: fixed by the city as publisher, or left behind as adopter."""

    advisory: str
    adoption: str | None
    due_on: date
    done_on: date | None


class Shares(NamedTuple):
    """A share that another slice has counted: all that counts, those that do, and why the others do not."""

    whole: Sequence[str]
    part: Sequence[str]
    excluded: Mapping[str, str]
    value: float | None = None


NOTHING: Final = Shares((), (), {})


@dataclass(frozen=True, slots=True)
class CityFacts:
    """A city in a period. What another slice counts is None where it was not asked for."""

    slug: str
    first: date
    day: date
    city_class: str | None = None
    own: Sequence[OwnComponent] = ()
    reuse: Sequence[Use] = ()
    use: Sequence[Use] = ()
    provinces: int = 0
    partners: Collection[str] = ()
    asked: Sequence[Ask] = ()
    ratings: Mapping[int, int] = field(default_factory=dict)
    costs: Sequence[Cost] = ()
    remedies: Sequence[Remedy] = ()
    gaps: Sequence[GapFact] = ()
    coverage: Shares = NOTHING
    reuse_first: Shares = NOTHING
    activities: Shares = NOTHING
    effectiveness: Shares = NOTHING
    cases: Shares = NOTHING
