"""The words of what waits."""

from typing import Final

URGENCIES: Final = ("critical", "high", "normal", "low")
"""The most urgent first."""

KINDS: Final = (
    "confirm_adoption",
    "decide_evidence",
    "decide_application",
    "answer_feedback",
    "fix_advisory",
    "approve_release",
    "take_back_listing",
    "sign_off",
    "accept_transfer",
    "confirm_component",
    "confirm_supplier",
    "take_over_draft",
    "verify_conformance",
    "decide_report_request",
    "answer_question",
    "decide_scenario_response",
    "answer_offer",
    "confirm_claim",
    "attest",
    "end_trial",
    "update",
    "resubmit_application",
    "certify_landscape",
    "reach_milestone",
    "enter_results",
    "claim_answered",
    "answer_pairing",
    "prove_activity",
    "confirm_activity",
    "tell_activity_result",
    "complete_pairing",
    "close_purchase",
    "review_listing",
    "review_proposal",
    "decide_flag",
    "decide_appeal",
    "review_evidence",
    "decide_cost",
    "evaluate_project",
    "judge_case",
    "review_organisation",
)
"""What somebody is to do: publishers, cities, assessors, entities and administrators, in this order."""
