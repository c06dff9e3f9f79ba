"""Pairings and scenarios on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, TextMap, one_of
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


PairingPageSchema = page_schema(PairingSchema)
ScenarioPageSchema = page_schema(ScenarioSchema)
