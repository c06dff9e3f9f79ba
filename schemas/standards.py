"""Standards, and claims to conform to them, on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import Day, DayText, Name, Text, TextMap, one_of, web_address
from schemas.paging import PageArguments, page_schema

KINDS = ("national", "industry", "local", "group", "international")
STATUSES = ("draft", "in_force", "superseded", "withdrawn")
CLAIM_STATUSES = ("claimed", "verified", "rejected", "withdrawn")
DECISIONS = ("verified", "rejected")


def _texts(**options: Any) -> fields.Field[Any]:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True, **options)


class StandardDescribeSchema(Schema):
    """What is said of a standard: the part that PATCH changes."""

    title = TextMap(300, required=True)
    scope = TextMap(2000)
    kind = one_of(KINDS, required=True)
    status = one_of(STATUSES, load_default="in_force")
    issuer = TextMap(200)
    published_on = Day()
    in_force_on = Day()
    replaced_by = Text(100, metadata={"description": "Slug or code of the standard that replaced it"})
    url = web_address()
    domains = fields.List(fields.String(), load_default=list, validate=validate.Length(max=12))


class StandardEnterSchema(StandardDescribeSchema):
    code = Text(100, required=True)


class StandardSchema(Schema):
    id = fields.UUID(required=True)
    slug = fields.String(required=True)
    code = fields.String(required=True)
    title = _texts()
    scope = _texts()
    kind = one_of(KINDS, required=True)
    status = one_of(STATUSES, required=True)
    issuer = _texts()
    published_on = fields.Date(required=True, allow_none=True)
    in_force_on = fields.Date(required=True, allow_none=True)
    replaced_by = fields.String(required=True, allow_none=True)
    successors = fields.List(
        fields.String(), required=True, metadata={"description": "What replaced it, and what replaced that"}
    )
    url = fields.String(required=True, allow_none=True)
    domains = fields.List(fields.String(), required=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


class StandardListArguments(PageArguments):
    FILTERS = ("kind", "status", "domain")

    q = fields.String(validate=validate.Length(max=200))
    kind = one_of(KINDS)
    status = one_of(STATUSES)
    domain = fields.String(validate=validate.Length(max=64))


class ReportSchema(Schema):
    """A test report."""

    title = Text(200, required=True)
    url = web_address()
    digest = fields.String(
        validate=validate.Regexp(r"sha-256:[0-9a-f]{64}\Z"), metadata={"description": "sha-256:<64 hexadecimal digits>"}
    )
    issued_on = DayText()


class ConformanceClaimSchema(Schema):
    standard = Text(100, required=True, metadata={"description": "Slug, or code in any spelling"})
    clauses = Text(500)
    report = fields.Nested(ReportSchema)


class VerificationDecideSchema(Schema):
    decision = one_of(DECISIONS, required=True)
    note = Text(2000)
    report = fields.Nested(ReportSchema)
    verifier = Name(metadata={"description": "For administrators: the assessor whose finding is entered"})


class VerificationSchema(Schema):
    by = fields.String(required=True)
    name = _texts()
    at = fields.DateTime(required=True)
    note = fields.String(required=True, allow_none=True)
    report = fields.Nested(ReportSchema, required=True, allow_none=True)


class ConformanceSchema(Schema):
    id = fields.UUID(required=True)
    component = fields.String(required=True)
    version = fields.String(required=True)
    standard = fields.String(required=True)
    code = fields.String(required=True)
    title = _texts()
    clauses = fields.String(required=True, allow_none=True)
    report = fields.Nested(ReportSchema, required=True, allow_none=True)
    status = one_of(CLAIM_STATUSES, required=True)
    claimed_at = fields.DateTime(required=True)
    verification = fields.Nested(VerificationSchema, required=True, allow_none=True)


StandardPageSchema = page_schema(StandardSchema)
ConformancePageSchema = page_schema(ConformanceSchema)
