"""What cities ask and lend one another, on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, one_of
from schemas.paging import PageArguments, page_schema

QUESTION_STATUSES = ("open", "answered", "declined")
REPORT_KINDS = ("classified_protection", "cryptography", "penetration_test", "code_audit", "other")
REQUEST_STATUSES = ("open", "approved", "declined")


class BodySchema(Schema):
    slug = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class QuestionAskSchema(Schema):
    component = fields.String(required=True, validate=validate.Length(max=129))
    to = Name(required=True, metadata={"description": "A city that runs the component"})
    question = Text(4000, required=True)
    city = Name(metadata={"description": "Who asks; the caller's own organisation unless said"})


class QuestionAnswerSchema(Schema):
    answer = Text(8000, required=True)


class QuestionSchema(Schema):
    """What one city asked another that runs a component. Addresses of people are never part of it."""

    id = fields.UUID(required=True)
    component = fields.String(required=True)
    asked_by = fields.Nested(BodySchema, required=True)
    to = fields.Nested(BodySchema, required=True)
    question = fields.String(required=True)
    answer = fields.String(required=True, allow_none=True)
    status = one_of(QUESTION_STATUSES, required=True)
    asked_at = fields.DateTime(required=True)
    closed_at = fields.DateTime(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)


class QuestionListArguments(PageArguments):
    FILTERS = ("component", "status", "side")

    component = fields.String(validate=validate.Length(max=129))
    status = one_of(QUESTION_STATUSES)
    side = one_of(("asked", "asking"), metadata={"description": "Put to the caller, or by it; both unless said"})


class ReportAddArguments(Schema):
    kind = one_of(REPORT_KINDS, required=True)
    title = Text(200, required=True)
    issuer = Text(200, required=True, metadata={"description": "Who assessed"})
    issued_on = Day(required=True)
    valid_until = Day()
    level = Text(20, metadata={"description": "The level that was assessed, where there is one"})
    version = fields.String(validate=validate.Length(max=64))


class SecurityReportSchema(Schema):
    """A report on how safe a component is: what it is, and whether the caller may fetch it."""

    id = fields.UUID(required=True)
    component = fields.String(required=True)
    version = fields.String(required=True, allow_none=True)
    owner = fields.String(required=True)
    kind = one_of(REPORT_KINDS, required=True)
    level = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    issuer = fields.String(required=True)
    issued_on = fields.Date(required=True)
    valid_until = fields.Date(required=True, allow_none=True)
    filename = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    added_at = fields.DateTime(required=True)
    withdrawn_at = fields.DateTime(required=True, allow_none=True)
    may_fetch = fields.Boolean(required=True)
    request = one_of(REQUEST_STATUSES, required=True, allow_none=True, metadata={"description": "Of the caller"})
    is_demo = fields.Boolean(required=True)


class ReportRequestSchema(Schema):
    reason = Text(2000, required=True)
    city = Name(metadata={"description": "Who asks; the caller's own organisation unless said"})


class ReportDecideSchema(Schema):
    decision = one_of(("approve", "decline"), required=True)
    note = Text(2000)
    until_on = Day(metadata={"description": "The last day on which it may be fetched; a year unless said"})


class RequestSchema(Schema):
    """That a city asks to read a report, and what its owner decided."""

    id = fields.UUID(required=True)
    report = fields.UUID(required=True)
    component = fields.String(required=True)
    title = fields.String(required=True)
    city = fields.String(required=True)
    reason = fields.String(required=True)
    status = one_of(REQUEST_STATUSES, required=True)
    requested_at = fields.DateTime(required=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    until_on = fields.Date(required=True, allow_none=True)


class RequestListArguments(PageArguments):
    FILTERS = ("status",)

    status = one_of(REQUEST_STATUSES)


class ResponseTimesSchema(Schema):
    """How fast a publisher answers its adopters, over the feedback of the last 365 days."""

    component = fields.String(required=True)
    asked = fields.Integer(required=True)
    answered = fields.Integer(required=True)
    answered_in_time = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    median_hours = fields.Float(required=True, allow_none=True, metadata={"description": "To the first answer"})
    formula = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


QuestionPageSchema = page_schema(QuestionSchema)
SecurityReportPageSchema = page_schema(SecurityReportSchema)
RequestPageSchema = page_schema(RequestSchema)
