"""What adoptions are worth, on the wire."""

from marshmallow import Schema, fields

from schemas.base import Day, Moment, one_of
from schemas.paging import PageArguments

FACTORS = ("stage", "verification", "independence", "depth", "aliveness", "ring")
EXCLUSIONS = ("not_running", "self_adoption", "unverified", "not_alive", "ring_discount")
SIDES = ("adopter", "publisher")


class CreditArguments(Schema):
    as_of = Day(metadata={"description": "The day; today unless said"})
    known_at = Moment(metadata={"description": "Leave out what was recorded after this instant"})


class FactorReasonSchema(Schema):
    zh = fields.String(required=True)
    en = fields.String(required=True)


class CreditRecordSchema(Schema):
    kind = fields.String(required=True)
    id = fields.String(required=True)


class CreditFactorSchema(Schema):
    factor = one_of(FACTORS, required=True)
    value = fields.Float(required=True)
    code = fields.String(required=True, metadata={"description": "The reason as a word"})
    reason = fields.Nested(FactorReasonSchema, required=True)
    since = fields.Date(required=True, allow_none=True)
    records = fields.List(fields.Nested(CreditRecordSchema), required=True)


class AdoptionCreditSchema(Schema):
    credit = fields.Float(required=True, metadata={"description": "The product of the factors, to four decimals"})
    as_of = fields.Date(required=True)
    excluded = one_of(EXCLUSIONS, required=True, allow_none=True)
    factors = fields.List(fields.Nested(CreditFactorSchema), required=True)
    parameters = fields.Dict(keys=fields.String(), values=fields.Float(), required=True)


class AccountArguments(PageArguments):
    side = one_of(SIDES, load_default="adopter")
    as_of = Day(metadata={"description": "A day; today unless said"})
    from_ = Day(data_key="from", metadata={"description": "The first day of a period, instead of as_of"})
    to = Day(metadata={"description": "The last day of the period, counted; today unless said"})


class CreditedSchema(Schema):
    adoption = fields.UUID(required=True)
    component = fields.String(required=True)
    credit = fields.Float(required=True)
    excluded = one_of(EXCLUSIONS)


class AccountSchema(Schema):
    side = one_of(SIDES, required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    total = fields.Float(required=True, metadata={"description": "Of all adoptions, not of this page only"})
    items = fields.List(fields.Nested(CreditedSchema), required=True)
    next = fields.String(required=True, allow_none=True, metadata={"description": "The cursor of the next page"})
