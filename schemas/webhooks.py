"""Webhooks on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Name, Text, Whole, one_of
from schemas.paging import PageArguments, page_schema

WEBHOOK_STATUSES = ("active", "disabled")
DISABLED_REASONS = ("failing", "gone", "merged")
DELIVERY_KINDS = ("event", "replay", "trial")
OUTCOMES = ("delivered", "failed", "refused")
FAILURES = ("status", "not_resolved", "not_allowed", "not_reached", "not_trusted", "too_slow", "no_http")
REPLAY_STATUSES = ("running", "done", "given_up")
STARTS = ("position", "now")


class WebhookPatchSchema(Schema):
    """What can be changed."""

    url = fields.String(required=True, metadata={"description": "https, port 443 or 8443, at most 2000 characters"})
    types = fields.List(
        fields.String(validate=validate.Length(max=80)),
        load_default=list,
        validate=validate.Length(max=50),
        metadata={"description": "Event types such as version.published or advisory.*; none are all"},
    )
    label = Text(100, blank=True, load_default="")


class WebhookAddSchema(WebhookPatchSchema):
    organisation = Name(metadata={"description": "The token's own organisation unless said"})


class WebhookSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    url = fields.String(required=True)
    label = fields.String(required=True)
    types = fields.List(fields.String(), required=True)
    status = one_of(WEBHOOK_STATUSES, required=True)
    disabled_reason = one_of(DISABLED_REASONS, required=True, allow_none=True)
    failing_since = fields.DateTime(required=True, allow_none=True)
    secret_number = fields.Integer(required=True)
    previous_secret_until = fields.DateTime(
        required=True, allow_none=True, metadata={"description": "Until then the secret before signs too"}
    )
    created_at = fields.DateTime(required=True)


class WebhookSecretSchema(WebhookSchema):
    secret = fields.String(required=True, metadata={"description": "whsec_ and base64; shown this once"})


class WebhookListArguments(PageArguments):
    organisation = Name(metadata={"description": "The token's own organisation unless said"})


class EnablingSchema(Schema):
    from_ = one_of(
        STARTS,
        data_key="from",
        attribute="start",
        load_default="position",
        metadata={"description": "position: go on where it stood; now: from the next event on"},
    )


class ReplayAskSchema(Schema):
    after = Whole(0, 2**53, required=True, metadata={"description": "The position before the first event"})
    until = Whole(1, 2**53, metadata={"description": "The position of the last event; the log's last unless said"})


class WebhookReplaySchema(Schema):
    position = fields.Integer(required=True, metadata={"description": "The last one that was delivered again"})
    until = fields.Integer(required=True)
    status = one_of(REPLAY_STATUSES, required=True)
    attempts = fields.Integer(required=True)
    next_at = fields.DateTime(required=True, allow_none=True)
    requested_at = fields.DateTime(required=True)
    finished_at = fields.DateTime(required=True, allow_none=True)


class NextEventSchema(Schema):
    position = fields.Integer(required=True)
    type = fields.String(required=True)


class WebhookProgressSchema(Schema):
    position = fields.Integer(required=True, metadata={"description": "All it is to have up to here was delivered"})
    head = fields.Integer(required=True, metadata={"description": "The last event of the log"})
    next_event = fields.Nested(
        NextEventSchema, required=True, allow_none=True, metadata={"description": "What it is to have next, if any"}
    )
    attempts = fields.Integer(required=True, metadata={"description": "Failed ones of the next event"})
    failing_since = fields.DateTime(required=True, allow_none=True)
    next_at = fields.DateTime(required=True, allow_none=True)
    trial = fields.UUID(required=True, allow_none=True, metadata={"description": "A trial that is still to be sent"})
    replay = fields.Nested(WebhookReplaySchema, required=True, allow_none=True)


class WebhookTrialSchema(Schema):
    id = fields.UUID(required=True, metadata={"description": "The webhook-id it comes with"})


class WebhookDeliverySchema(Schema):
    id = fields.UUID(required=True)
    kind = one_of(DELIVERY_KINDS, required=True)
    event = fields.UUID(required=True, metadata={"description": "The webhook-id it came with"})
    position = fields.Integer(required=True, allow_none=True)
    attempt = fields.Integer(required=True)
    outcome = one_of(OUTCOMES, required=True)
    answered = fields.Integer(required=True, allow_none=True, metadata={"description": "The status of the answer"})
    failure = one_of(FAILURES, required=True, allow_none=True)
    took_ms = fields.Integer(required=True)
    at = fields.DateTime(required=True)


WebhookPageSchema = page_schema(WebhookSchema)
WebhookDeliveryPageSchema = page_schema(WebhookDeliverySchema)
