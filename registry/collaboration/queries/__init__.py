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
from registry.collaboration.queries.questions import get_question, list_questions
from registry.collaboration.queries.reports import (
    Offered,
    get_lent,
    get_report,
    get_request,
    list_reports,
    list_requests,
    offered_to,
)
from registry.collaboration.queries.response_times import ResponseTimes, response_times
from registry.collaboration.queries.running_peers import RunningPeer, list_running_peers
from registry.collaboration.queries.scenarios import domain_today, list_scenarios

__all__ = [
    "FeedbackCount",
    "Offered",
    "ResponseTimes",
    "RunningPeer",
    "count_feedback",
    "domain_today",
    "get_feedback",
    "get_lent",
    "get_pairing",
    "get_question",
    "get_report",
    "get_request",
    "list_feedback",
    "list_pairings",
    "list_questions",
    "list_reports",
    "list_requests",
    "list_resolved_in",
    "list_running_peers",
    "list_scenarios",
    "may_answer",
    "offered_to",
    "response_times",
]
