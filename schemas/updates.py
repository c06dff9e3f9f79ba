"""The upgrade inbox on the wire: what runs that needs attention, and what its body makes of it."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Text, one_of
from schemas.comparison import UpgradeSchema
from schemas.paging import PageArguments, page_schema

ADVICE = (
    "advisory",
    "quarantined",
    "yanked",
    "retired",
    "deprecated",
    "support_ends",
    "behind",
    "version_unknown",
)
RESPONSES = ("acknowledged", "snoozed")
SEVERITIES = ("none", "low", "medium", "high", "critical")


class UpdateArguments(PageArguments):
    include = one_of(("snoozed",), metadata={"description": "snoozed: with what was put off"})


class UpdateRespondSchema(Schema):
    code = one_of(ADVICE, required=True)
    about = Text(129, required=True, metadata={"description": "As the advice says it"})
    response = one_of(RESPONSES, required=True)
    until_on = Day(metadata={"description": "The day on which it comes back; snoozed only, at most 90 days ahead"})
    reason = Text(2000, metadata={"description": "Needed to put something off"})


class UpdateResponseSchema(Schema):
    response = one_of(RESPONSES, required=True)
    until_on = fields.Date(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)


class UpdateRespondedSchema(UpdateResponseSchema):
    adoption = fields.UUID(required=True)
    code = one_of(ADVICE, required=True)
    about = fields.String(required=True)


class AdviceSchema(Schema):
    code = one_of(ADVICE, required=True)
    about = fields.String(
        required=True, metadata={"description": "Tells advice of one code apart: an advisory, a version, a component"}
    )
    severity = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(SEVERITIES), metadata={"description": "An advisory's"}
    )
    due_on = fields.Date(required=True, allow_none=True)
    is_overdue = fields.Boolean(required=True)
    text = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    response = fields.Nested(UpdateResponseSchema, required=True, allow_none=True)


class WarnedSchema(Schema):
    """An advisory on the version that runs."""

    identifier = fields.String(required=True)
    severity = fields.String(required=True, allow_none=True)
    summary = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    fixed_in = fields.List(fields.String(), required=True)
    move_to = fields.String(
        required=True, allow_none=True, metadata={"description": "The first fixed version that can be moved to"}
    )
    published_on = fields.Date(required=True)
    due_on = fields.Date(required=True, allow_none=True)


class UpdateSchema(Schema):
    """Something a city runs that needs attention, and what to do; the most urgent advice first."""

    adoption = fields.UUID(required=True)
    adopter = fields.String(required=True)
    component = fields.String(required=True)
    status = fields.String(required=True, metadata={"description": "The component's"})
    version = fields.String(required=True, allow_none=True, metadata={"description": "The one adopted, where known"})
    is_yanked = fields.Boolean(required=True)
    yank_reason = fields.String(required=True, allow_none=True)
    yank_message = fields.String(required=True, allow_none=True)
    is_quarantined = fields.Boolean(required=True)
    latest = fields.String(required=True, allow_none=True)
    is_behind = fields.Boolean(required=True)
    successor = fields.String(required=True, allow_none=True)
    sunset_on = fields.Date(required=True, allow_none=True, metadata={"description": "Until when it is kept"})
    support_until = fields.Date(required=True, allow_none=True)
    compatible = fields.Nested(
        UpgradeSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The newest version shown to be compatible"},
    )
    breaking = fields.Nested(
        UpgradeSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The newest beyond that one, which is not"},
    )
    advisories = fields.List(fields.Nested(WarnedSchema), required=True)
    advice = fields.List(fields.Nested(AdviceSchema), required=True)


UpdatePageSchema = page_schema(UpdateSchema)
