"""What a selected case is worth in points, and what a review comes to. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from registry.cases.vocabulary import CRITERIA

LEVEL_POINTS: Final[Mapping[str, int]] = {"city": 1, "province": 3, "national": 6}
"""Level points of domain rule L6P1-A1."""


class SelectedCase(NamedTuple):
    """A case that was selected: at which level, and whether an adoption linked to it is live."""

    case: str
    level: str
    has_live_adoption: bool


class CasePoints(NamedTuple):
    """The points of a city's cases. `records` are the cases that count; `excluded` says of the others why."""

    points: int
    records: dict[str, int]
    excluded: dict[str, str]


def points_of(case: SelectedCase) -> int:
    """City 1, province 3, national 6; nothing while no adoption that the case tells of is live."""
    return LEVEL_POINTS[case.level] if case.has_live_adoption else 0


def case_points_of(cases: Sequence[SelectedCase]) -> CasePoints:
    """L6P1-A1: Σ level points of the selected cases that are linked to a live adoption."""
    records = {each.case: points for each in cases if (points := points_of(each))}
    excluded = {each.case: "no_live_adoption" for each in cases if not each.has_live_adoption}
    return CasePoints(sum(records.values()), records, excluded)


def review_score(scores: Mapping[str, float]) -> float:
    """What one review comes to: the mean of its criteria, each 0 to 100."""
    return round(sum(scores[criterion] for criterion in CRITERIA) / len(CRITERIA), 4)


def mean_score(scores: Sequence[float]) -> float | None:
    """What the reviews of a case come to: their mean; None where nobody has given one."""
    return round(sum(scores) / len(scores), 4) if scores else None
