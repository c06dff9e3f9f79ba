"""What suppliers claim that cities run, on the wire."""

from marshmallow import Schema, fields, validate

from schemas.adoption import Evidence, EvidenceSchema
from schemas.base import Day, Name, Text, one_of
from schemas.paging import PageArguments, page_schema

CLAIM_STATUSES = ("open", "confirmed", "rejected", "withdrawn", "expired")
RUNNING = ("pilot", "live")
MODES = ("new", "integrate", "replace")


class ClaimMakeSchema(Schema):
    adopter = Name(required=True)
    component = fields.String(required=True, validate=validate.Length(max=129))
    version = fields.String(validate=validate.Length(max=64))
    stage = one_of(RUNNING, required=True)
    mode = one_of(MODES, required=True)
    since_on = Day(required=True, metadata={"description": "Since when it runs"})
    note = Text(2000)
    evidence = fields.List(Evidence(EvidenceSchema), load_default=list, validate=validate.Length(max=50))


class ClaimRejectionSchema(Schema):
    note = Text(2000, required=True, metadata={"description": "Why; the supplier reads it"})


class ClaimListArguments(PageArguments):
    FILTERS = ("adopter", "component", "status")

    adopter = Name()
    component = fields.String(validate=validate.Length(max=129))
    status = one_of(CLAIM_STATUSES)


class AdoptionClaimSchema(Schema):
    id = fields.UUID(required=True)
    claimant = fields.String(required=True)
    claimant_name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    adopter = fields.String(required=True)
    component = fields.String(required=True)
    version = fields.String(required=True, allow_none=True)
    stage = one_of(RUNNING, required=True)
    mode = one_of(MODES, required=True)
    since_on = fields.Date(required=True)
    note = fields.String(required=True, allow_none=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    status = one_of(CLAIM_STATUSES, required=True)
    created_at = fields.DateTime(required=True)
    expires_on = fields.Date(required=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    decision_note = fields.String(required=True, allow_none=True)
    adoption = fields.UUID(
        required=True, allow_none=True, metadata={"description": "What became of it: to the city, not to the supplier"}
    )
    is_demo = fields.Boolean(required=True)


AdoptionClaimPageSchema = page_schema(AdoptionClaimSchema)
