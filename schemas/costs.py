"""What adoptions cost and save, on the wire."""

from marshmallow import Schema, fields, validate

from schemas.adoption import Evidence, EvidenceSchema
from schemas.adoption_record import CURRENCIES
from schemas.base import Money, Text, one_of

BASELINE_KINDS = ("approval", "award", "budget")
COST_STATUSES = ("unverified", "verified", "rejected")
COST_DECISIONS = ("verify", "reject")


class CostPutSchema(Schema):
    baseline = Money(required=True, metadata={"description": "What it would have cost without the shared component"})
    actual = Money(required=True)
    currency = one_of(CURRENCIES, required=True)
    baseline_kind = one_of(BASELINE_KINDS, metadata={"description": "The kind of document the baseline is read from"})
    evidence = fields.List(Evidence(EvidenceSchema), load_default=list, validate=validate.Length(max=50))
    note = Text(2000)


class SavingInputsSchema(Schema):
    baseline = fields.String(required=True)
    actual = fields.String(required=True)
    domain = fields.String(required=True, allow_none=True)
    verified_baselines = fields.Integer(
        required=True, metadata={"description": "Verified baselines of other adoptions in this field and currency"}
    )
    needed_baselines = fields.Integer(required=True, metadata={"description": "Fewer than these make no cap"})
    median = fields.String(required=True, allow_none=True)
    cap_factor = fields.Integer(required=True)
    cap = fields.String(required=True, allow_none=True)


class SavingSchema(Schema):
    """A range: what is certain of the saving, and what it may be. Negative ones are kept."""

    low = fields.String(required=True)
    high = fields.String(required=True)
    counts = fields.String(required=True, metadata={"description": "What figures count: nothing before verification"})
    formula = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    inputs = fields.Nested(SavingInputsSchema, required=True)


class EarlierCostSchema(Schema):
    baseline = fields.String(required=True)
    actual = fields.String(required=True)
    currency = one_of(CURRENCIES, required=True)
    baseline_kind = one_of(BASELINE_KINDS, required=True, allow_none=True)
    status = one_of(COST_STATUSES, required=True)
    recorded_at = fields.DateTime(required=True)
    superseded_at = fields.DateTime(required=True)


class CostSchema(Schema):
    """Shown to cities, administrators and, for verifying, assessors."""

    adoption = fields.UUID(required=True)
    baseline = fields.String(required=True)
    baseline_kind = one_of(BASELINE_KINDS, required=True, allow_none=True)
    actual = fields.String(required=True)
    currency = one_of(CURRENCIES, required=True)
    domain = fields.String(required=True, allow_none=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    note = fields.String(required=True, allow_none=True)
    status = one_of(COST_STATUSES, required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    decision_note = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)
    saving = fields.Nested(SavingSchema, required=True)
    earlier = fields.List(fields.Nested(EarlierCostSchema), required=True)


class CostDecisionSchema(Schema):
    decision = one_of(COST_DECISIONS, required=True)
    note = Text(2000, metadata={"description": "A rejection needs it"})


class SavingTotalSchema(Schema):
    currency = one_of(CURRENCIES, required=True)
    low = fields.String(required=True)
    high = fields.String(required=True)
    counts = fields.String(required=True)
    adoptions = fields.Integer(required=True)
    verified = fields.Integer(required=True)


class SavingItemSchema(Schema):
    adoption = fields.UUID(required=True)
    component = fields.String(required=True)
    currency = one_of(CURRENCIES, required=True)
    status = one_of(COST_STATUSES, required=True)
    low = fields.String(required=True)
    high = fields.String(required=True)
    counts = fields.String(required=True)
    inputs = fields.Nested(SavingInputsSchema, required=True)


class SavingsSchema(Schema):
    """What a city saves by what it uses, for each currency, with what it is summed up from."""

    organisation = fields.String(required=True)
    totals = fields.List(fields.Nested(SavingTotalSchema), required=True)
    formula = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    items = fields.List(fields.Nested(SavingItemSchema), required=True)
