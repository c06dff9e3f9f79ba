"""Questions about pairings, scenarios, and what adopters say of components."""

from registry.collaboration.queries.feedback import (
    FeedbackCount,
    count_feedback,
    get_feedback,
    list_feedback,
    list_resolved_in,
    may_answer,
)
from registry.collaboration.queries.pairings import get_pairing, list_pairings
from registry.collaboration.queries.scenarios import domain_today, list_scenarios

__all__ = [
    "FeedbackCount",
    "count_feedback",
    "domain_today",
    "get_feedback",
    "get_pairing",
    "list_feedback",
    "list_pairings",
    "list_resolved_in",
    "list_scenarios",
    "may_answer",
]
