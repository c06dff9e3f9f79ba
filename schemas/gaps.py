"""Gaps on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Text, one_of
from schemas.paging import PageArguments, page_schema

PROBLEMS = (
    "infrastructure",
    "public_service",
    "resources",
    "data_foundation",
    "governance",
    "capability",
    "security",
)
SEVERITIES = ("high", "medium", "low")
STATUSES = ("open", "closed", "not_needed")


class GapRegisterSchema(Schema):
    problem = one_of(PROBLEMS, required=True)
    title = Text(200, required=True)
    description = Text(4000, blank=True)
    domain = fields.String(required=True, validate=validate.Length(max=10))
    scenario = fields.String(validate=validate.Length(max=64))
    severity = one_of(SEVERITIES, required=True)
    due_on = Day(required=True)
    basis = Text(2000, required=True, metadata={"description": "Where it is known from"})


class GapChangeSchema(Schema):
    title = Text(200, required=True)
    description = Text(4000, blank=True, load_default="")
    severity = one_of(SEVERITIES, required=True)
    due_on = Day(required=True)
    reason = Text(2000, metadata={"description": "Why the day is moved; needed when it is"})


class GapEvidenceSchema(Schema):
    title = Text(200, required=True)
    url = fields.URL(schemes={"http", "https"}, validate=validate.Length(max=500))
    adoption = fields.UUID(metadata={"description": "One of the city's adoptions"})


class GapCloseSchema(Schema):
    evidence = fields.List(fields.Nested(GapEvidenceSchema), validate=validate.Length(max=20))
    reason = Text(2000, metadata={"description": "Needed where there is no evidence: why it is not needed"})


class GapDueDaySchema(Schema):
    due_on = fields.Date(required=True)
    reason = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)


class GapEvidenceShownSchema(Schema):
    title = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)
    adoption = fields.UUID(required=True, allow_none=True)


class GapSchema(Schema):
    """What a city lacks, and what became of it."""

    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    problem = one_of(PROBLEMS, required=True)
    title = fields.String(required=True)
    description = fields.String(required=True)
    domain = fields.String(required=True)
    scenario = fields.String(required=True, allow_none=True)
    severity = one_of(SEVERITIES, required=True)
    basis = fields.String(required=True)
    due_on = fields.Date(required=True, metadata={"description": "The day that holds now"})
    due_days = fields.List(
        fields.Nested(GapDueDaySchema), required=True, metadata={"description": "Every day that ever held, in order"}
    )
    status = one_of(STATUSES, required=True)
    closed_on = fields.Date(required=True, allow_none=True)
    closing_reason = fields.String(required=True, allow_none=True)
    evidence = fields.List(fields.Nested(GapEvidenceShownSchema), required=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)


GapPageSchema = page_schema(GapSchema)


class GapListArguments(PageArguments):
    status = one_of(STATUSES)
    problem = one_of(PROBLEMS)
