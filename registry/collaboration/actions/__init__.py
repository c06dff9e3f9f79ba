"""Changes of what cities do together: pairings, scenarios, and what adopters say of components."""

from registry.collaboration.actions.activities import (
    cancel_activity,
    confirm_activity,
    plan_activity,
    prove_activity,
    tell_result,
)
from registry.collaboration.actions.asking import answer_question, ask_peer, decline_question
from registry.collaboration.actions.feedback import (
    answer_feedback,
    decline_feedback,
    open_feedback,
    reopen_feedback,
    resolve_feedback,
    reword_feedback,
)
from registry.collaboration.actions.funding import commit_funding, complete_pairing, sweep_activities
from registry.collaboration.actions.lending import (
    REPORT_BYTES_MAX,
    add_report,
    decide_request,
    request_report,
    require_lender,
    withdraw_report,
)
from registry.collaboration.actions.pairings import answer_pairing, enter_pairing, propose_pairing
from registry.collaboration.actions.scenarios import enter_scenario

__all__ = [
    "REPORT_BYTES_MAX",
    "add_report",
    "answer_feedback",
    "answer_pairing",
    "answer_question",
    "ask_peer",
    "cancel_activity",
    "commit_funding",
    "complete_pairing",
    "confirm_activity",
    "decide_request",
    "decline_feedback",
    "decline_question",
    "enter_pairing",
    "enter_scenario",
    "open_feedback",
    "plan_activity",
    "propose_pairing",
    "prove_activity",
    "reopen_feedback",
    "request_report",
    "require_lender",
    "resolve_feedback",
    "reword_feedback",
    "sweep_activities",
    "tell_result",
    "withdraw_report",
]
