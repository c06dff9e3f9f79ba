"""Questions about pairings, scenarios, and what adopters say of components."""

from registry.collaboration.queries.activities import (
    Progress,
    activities_due,
    completions_of,
    facts_of,
    get_activity,
    linked_adoption,
    list_activities,
    list_funding,
    progress_of,
    sees_component,
)
from registry.collaboration.queries.exchange import Exchange, ExchangePair, exchange_within
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
    "Exchange",
    "ExchangePair",
    "FeedbackCount",
    "Offered",
    "Progress",
    "ResponseTimes",
    "RunningPeer",
    "activities_due",
    "completions_of",
    "count_feedback",
    "domain_today",
    "exchange_within",
    "facts_of",
    "get_activity",
    "get_feedback",
    "get_lent",
    "get_pairing",
    "get_question",
    "get_report",
    "get_request",
    "linked_adoption",
    "list_activities",
    "list_feedback",
    "list_funding",
    "list_pairings",
    "list_questions",
    "list_reports",
    "list_requests",
    "list_resolved_in",
    "list_running_peers",
    "list_scenarios",
    "may_answer",
    "offered_to",
    "progress_of",
    "response_times",
    "sees_component",
]
