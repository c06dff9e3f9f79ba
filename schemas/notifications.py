"""Notices and subscriptions on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Text, one_of
from schemas.paging import PageArguments, page_schema

CHANNELS = ("email", "sms", "im")
URGENCIES = ("critical", "high", "normal", "low")
DIGESTS = ("at_once", "daily", "weekly")
MESSAGE_STATUSES = ("waiting", "sent", "failed")
SUBSCRIPTION_STATUSES = ("unconfirmed", "active", "paused")
LANGUAGES = ("zh", "en")
KINDS = (
    "version_published",
    "version_yanked",
    "component_deprecated",
    "component_retired",
    "component_quarantined",
    "component_quarantine_lifted",
    "advisory_published",
    "advisory_updated",
    "advisory_withdrawn",
    "advisory_unknown_version",
    "feedback_opened",
    "feedback_resolved",
    "feedback_declined",
    "adoption_begun",
    "adoption_moved",
    "adoption_confirmed",
    "adoption_disputed",
    "adoption_confirmation_withdrawn",
    "adoption_evidence_decided",
    "adoption_evidence_held",
    "adoption_cost_decided",
    "adoption_attestation_due",
    "adoption_lapsed",
    "adoption_trial_due",
    "adoption_claim_made",
    "adoption_claim_confirmed",
    "adoption_claim_rejected",
    "adoption_claim_expired",
    "application_submitted",
    "application_step_opened",
    "application_step_due",
    "application_item_decided",
    "flag_raised",
    "flag_decided",
    "appeal_decided",
    "peer_question_asked",
    "peer_question_answered",
    "report_requested",
    "report_decided",
    "landscape_certification_due",
    "webhook_disabled",
    "subscription_paused",
    "pairing_proposed",
    "pairing_accepted",
    "pairing_declined",
    "pairing_activity_planned",
    "pairing_activity_evidenced",
    "pairing_activity_confirmed",
    "pairing_activity_cancelled",
    "pairing_activity_due",
    "pairing_result_told",
    "pairing_funded",
    "pairing_completion_stated",
    "pairing_completed",
    "purchase_joined",
    "purchase_left",
    "purchase_changed",
    "purchase_due",
    "purchase_closed",
    "purchase_cancelled",
    "purchase_agreed",
    "purchase_called_off",
    "demand_became_common",
    "demand_offered",
    "demand_offer_declined",
    "demand_fulfilled",
    "demand_described",
    "demand_closed",
    "demand_reopened",
    "scenario_response_submitted",
    "scenario_response_decided",
    "project_milestone_overdue",
    "project_evaluated",
    "case_submitted",
    "case_decided",
    "case_promoted",
    "benchmark_granted",
    "benchmark_revoked",
)


class NoticeListArguments(PageArguments):
    unread = fields.String(
        validate=validate.OneOf(("true", "false")), metadata={"description": "Only what was not read, or what was"}
    )
    kind = one_of(KINDS)


class NoticeSchema(Schema):
    """That an organisation was told of an event: why it concerns it, and what to do."""

    id = fields.UUID(required=True)
    kind = one_of(KINDS, required=True)
    about = fields.String(required=True, metadata={"description": "What it is about, as the event's subject names it"})
    urgency = one_of(URGENCIES, required=True)
    text = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    todo = fields.Dict(keys=fields.String(), values=fields.String(), required=True, allow_none=True)
    address = fields.String(required=True, metadata={"description": "The page that shows it"})
    event = fields.Integer(required=True, metadata={"description": "The position of the event in the log"})
    created_at = fields.DateTime(required=True)
    read_at = fields.DateTime(required=True, allow_none=True)


class NoticePageSchema(page_schema(NoticeSchema)):  # type: ignore[misc]
    unread = fields.Integer(required=True, metadata={"description": "How many were not read, up to 1000"})


class NoticeReadSchema(Schema):
    until = fields.UUID(required=True, metadata={"description": "The newest notice that was seen"})


class NoticesReadSchema(Schema):
    read = fields.Integer(required=True, metadata={"description": "How many were marked"})


class _Preferences(Schema):
    language = one_of(LANGUAGES, load_default="zh")
    kinds = fields.List(
        one_of(KINDS),
        load_default=list,
        validate=validate.Length(max=len(KINDS)),
        metadata={"description": "All of them where the list is empty"},
    )
    urgency = one_of(URGENCIES, load_default="low", metadata={"description": "This one and those above it"})
    digest = one_of(
        DIGESTS,
        load_default="at_once",
        metadata={"description": "Daily at 08:00 or on Mondays at 08:00, in UTC+8; what is critical goes out at once"},
    )


class SubscribeSchema(_Preferences):
    channel = one_of(CHANNELS, required=True)
    address = Text(254, required=True)


class SubscriptionChangeSchema(_Preferences):
    is_active = fields.Boolean(required=True, truthy={True}, falsy={False})


class SubscriptionConfirmSchema(Schema):
    code = fields.String(required=True, validate=validate.Length(min=1, max=20))


class SubscriptionSchema(Schema):
    """How an organisation wants its notices beside its inbox. Nothing is sent before it is confirmed."""

    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    channel = one_of(CHANNELS, required=True)
    address = fields.String(required=True)
    language = one_of(LANGUAGES, required=True)
    kinds = fields.List(one_of(KINDS), required=True)
    urgency = one_of(URGENCIES, required=True)
    digest = one_of(DIGESTS, required=True)
    is_active = fields.Boolean(required=True)
    status = one_of(SUBSCRIPTION_STATUSES, required=True)
    failing_since = fields.DateTime(required=True, allow_none=True)
    last_failure = fields.String(required=True, allow_none=True)
    created_at = fields.DateTime(required=True)
    confirmed_at = fields.DateTime(required=True, allow_none=True)


SubscriptionPageSchema = page_schema(SubscriptionSchema)


class MessageSchema(Schema):
    """One message, and what became of it."""

    id = fields.UUID(required=True)
    status = one_of(MESSAGE_STATUSES, required=True)
    notices = fields.Integer(required=True)
    failure = fields.String(required=True, allow_none=True)
    at = fields.DateTime(required=True)


MessagePageSchema = page_schema(MessageSchema)
