"""Pairings, scenarios and feedback on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, TextMap, one_of
from schemas.paging import PageArguments, page_schema

PAIRING_KINDS = ("pairing", "counterpart_aid")
PAIRING_STATUSES = ("proposed", "active", "completed", "declined")


class PairingProposeSchema(Schema):
    helper = Name(required=True)
    helped = Name(required=True)
    kind = one_of(PAIRING_KINDS, required=True)
    starts_on = Day(required=True)
    ends_on = Day()
    agreement = TextMap(5000)


class PairingAnswerSchema(Schema):
    accepted = fields.Boolean(required=True, truthy={True}, falsy={False})


class PairingSchema(Schema):
    id = fields.UUID(required=True)
    helper = fields.String(required=True)
    helped = fields.String(required=True)
    kind = one_of(PAIRING_KINDS, required=True)
    status = one_of(PAIRING_STATUSES, required=True)
    agreement = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)


class PairingListArguments(PageArguments):
    city = Name()


class ScenarioEnterSchema(Schema):
    code = fields.String(required=True, validate=validate.Regexp(r"[a-z][a-z0-9-]{1,63}\Z"))
    name = TextMap(200, required=True)
    domain = fields.String(required=True, validate=validate.Length(max=10))


class ScenarioSchema(Schema):
    code = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    domain = fields.String(required=True)
    is_demo = fields.Boolean(required=True)


FEEDBACK_KINDS = ("defect", "wish", "question")
FEEDBACK_STATUSES = ("open", "resolved", "declined")


class FeedbackOpenSchema(Schema):
    component = fields.String(required=True, validate=validate.Length(max=129))
    version = fields.String(validate=validate.Length(max=64), metadata={"description": "The one it is about"})
    kind = one_of(FEEDBACK_KINDS, required=True)
    title = Text(200, required=True)
    body = Text(8000, blank=True)
    credit = Text(
        100, metadata={"description": "Whom release notes thank besides the organisation; leave out for nobody"}
    )
    organisation = Name(metadata={"description": "Who says it; the caller's own organisation unless said"})


class FeedbackRewordSchema(Schema):
    title = Text(200, required=True)
    body = Text(8000, blank=True, load_default="")


class FeedbackResolveSchema(Schema):
    version = fields.String(required=True, validate=validate.Length(max=64))
    answer = Text(8000)


class FeedbackAnswerSchema(Schema):
    answer = Text(8000, required=True)


class FeedbackDeclineSchema(Schema):
    answer = Text(8000, required=True)


class ReporterSchema(Schema):
    slug = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class FeedbackSchema(Schema):
    """What an adopter said of a component, and what became of it."""

    id = fields.UUID(required=True)
    component = fields.String(required=True)
    version = fields.String(required=True, allow_none=True, metadata={"description": "The one it is about"})
    kind = one_of(FEEDBACK_KINDS, required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    reported_by = fields.Nested(ReporterSchema, required=True)
    credit = fields.String(required=True, allow_none=True)
    status = one_of(FEEDBACK_STATUSES, required=True)
    answer = fields.String(required=True, allow_none=True, metadata={"description": "The publisher's"})
    due_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "The day by which a first answer is owed"}
    )
    answered_at = fields.DateTime(required=True, allow_none=True, metadata={"description": "When the first one came"})
    resolved_in = fields.String(
        required=True, allow_none=True, metadata={"description": "The version that resolves it"}
    )
    closed_at = fields.DateTime(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)


class FeedbackListArguments(PageArguments):
    FILTERS = ("component", "organisation", "status", "kind")

    component = fields.String(validate=validate.Length(max=129))
    organisation = Name()
    status = one_of(FEEDBACK_STATUSES)
    kind = one_of(FEEDBACK_KINDS)


class ResolvedSchema(Schema):
    id = fields.UUID(required=True)
    title = fields.String(required=True)
    kind = one_of(FEEDBACK_KINDS, required=True)
    reported_by = fields.Nested(ReporterSchema, required=True)
    credit = fields.String(required=True, allow_none=True)


class ReleaseNotesSchema(Schema):
    """What a version says of itself, what it resolves, and whom it thanks for having reported it."""

    component = fields.String(required=True)
    version = fields.String(required=True)
    notes = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    resolved = fields.List(fields.Nested(ResolvedSchema), required=True)
    thanks = fields.List(fields.Nested(ReporterSchema), required=True, metadata={"description": "Each once"})
    published_at = fields.DateTime(required=True)


FeedbackPageSchema = page_schema(FeedbackSchema)
PairingPageSchema = page_schema(PairingSchema)
ScenarioPageSchema = page_schema(ScenarioSchema)
