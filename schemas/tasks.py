"""What waits for an organisation, on the wire."""

from typing import Any

from marshmallow import Schema, fields

from schemas.base import one_of
from schemas.paging import PageArguments

URGENCIES = ("critical", "high", "normal", "low")
KINDS = (
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


class TaskArguments(PageArguments):
    kind = one_of(KINDS)


class TaskSchema(Schema):
    """Something that waits. Do it on the page at `address`, or with what the API has for it."""

    kind = one_of(KINDS, required=True)
    about = fields.String(required=True, metadata={"description": "Names the matter: an id, an identifier, a name"})
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    since = fields.Date(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    urgency = one_of(URGENCIES, required=True)
    address = fields.String(required=True, metadata={"description": "The path of a page"})


class TaskCountSchema(Schema):
    kind = one_of(KINDS, required=True)
    count = fields.Integer(required=True)
    more = fields.Boolean(required=True, metadata={"description": "Whether there are more than these"})


_MEMBERS: dict[str, Any] = {
    "items": fields.List(fields.Nested(TaskSchema), required=True),
    "next": fields.String(required=True, allow_none=True, metadata={"description": "The cursor of the next page"}),
    "counts": fields.List(
        fields.Nested(TaskCountSchema), required=True, metadata={"description": "Kinds of which there are any"}
    ),
}
TaskPageSchema = Schema.from_dict(_MEMBERS, name="TaskPageSchema")
