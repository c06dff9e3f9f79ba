"""Questions about scenario lists: who may see them, how much of them is covered, what was opened, what is planned."""

from registry.scenarios.queries.coverage import (
    Coverage,
    CoverageRecord,
    PartRecord,
    coverage_of,
    coverage_of_all,
    stands_of,
)
from registry.scenarios.queries.lists import find_featured, get_list_city, get_listed, list_listed, names_hidden
from registry.scenarios.queries.openings import (
    find_opening,
    get_opening,
    get_response,
    list_openings,
    list_responses,
    openings_of,
)
from registry.scenarios.queries.roadmaps import Planned, first_days, list_plans, list_roadmap
from registry.scenarios.queries.supply import Unsupplied, newest_fitting, scenarios_without_supply

__all__ = [
    "Coverage",
    "CoverageRecord",
    "PartRecord",
    "Planned",
    "Unsupplied",
    "coverage_of",
    "coverage_of_all",
    "find_featured",
    "find_opening",
    "first_days",
    "get_list_city",
    "get_listed",
    "get_opening",
    "get_response",
    "list_listed",
    "list_openings",
    "list_plans",
    "list_responses",
    "list_roadmap",
    "names_hidden",
    "newest_fitting",
    "openings_of",
    "scenarios_without_supply",
    "stands_of",
]
