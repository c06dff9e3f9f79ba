"""Questions about campaigns, cases and benchmarks."""

from registry.cases.queries.benchmarks import (
    benchmarks_of_component,
    benchmarks_of_organisation,
    get_benchmark,
)
from registry.cases.queries.campaigns import get_campaign, list_campaigns
from registry.cases.queries.cases import document_for, get_case, judges, list_cases
from registry.cases.queries.figures import case_points
from registry.cases.queries.standings import Standing, standings

__all__ = [
    "Standing",
    "benchmarks_of_component",
    "benchmarks_of_organisation",
    "case_points",
    "document_for",
    "get_benchmark",
    "get_campaign",
    "get_case",
    "judges",
    "list_campaigns",
    "list_cases",
    "standings",
]
