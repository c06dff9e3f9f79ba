"""Who keeps a component: preparers, signatures, reviews, transfers, drafts of others, suppliers."""

from marshmallow import Schema, fields, validate

from schemas.base import Name, Text, TextMap, one_of
from schemas.catalogue import STATUSES
from schemas.description import SHARING_SCOPES, ComponentRegisterSchema
from schemas.paging import PageArguments, page_schema

SIGNATURES = ("sign", "return")
TRANSFER_STATUSES = ("offered", "accepted", "declined", "withdrawn")
CLAIM_STATUSES = ("claimed", "confirmed", "rejected", "withdrawn", "expired")
CLAIM_DECISIONS = ("confirm", "reject")
SUPPLIES = ("deploy", "operate", "train", "customise", "integrate")
WAITING_KINDS = ("confirmation", "listing", "proposal", "returned", "sign_off", "supplier", "transfer")


class PreparerAdmitSchema(Schema):
    entity = Name(required=True)


class PreparerSchema(Schema):
    owner = fields.String(required=True)
    entity = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    since = fields.Date(required=True)


class SignOffSchema(Schema):
    decision = one_of(SIGNATURES, required=True)
    reasons = Text(2000, blank=True)


class DraftSchema(ComponentRegisterSchema):
    """A component that is missing, entered by others: what they know of it."""

    license = Text(200, load_default="LicenseRef-Unknown")


class MergeSchema(Schema):
    into = fields.String(required=True, validate=validate.Length(max=129))


class TransferActSchema(Schema):
    """One of the two: `to` offers, `accept` answers an offer."""

    to = Name()
    accept = fields.Boolean(truthy={True}, falsy={False})


class TransferSchema(Schema):
    component = fields.String(required=True)
    from_ = fields.String(required=True, data_key="from")
    to = fields.String(required=True)
    status = one_of(TRANSFER_STATUSES, required=True)
    offered_at = fields.DateTime(required=True)
    answered_at = fields.DateTime(required=True, allow_none=True)


class ClaimSchema(Schema):
    services = fields.List(one_of(SUPPLIES), required=True, validate=validate.Length(min=1, max=len(SUPPLIES)))
    note = TextMap(1000)


class ClaimDecisionSchema(Schema):
    decision = one_of(CLAIM_DECISIONS, required=True)


class SupplierSchema(Schema):
    """That an entity supplies a component."""

    id = fields.UUID(required=True)
    component = fields.String(required=True)
    supplier = fields.String(required=True)
    supplier_name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    services = fields.List(one_of(SUPPLIES), required=True)
    note = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    status = one_of(CLAIM_STATUSES, required=True)
    claimed_at = fields.DateTime(required=True)
    answered_at = fields.DateTime(required=True, allow_none=True)
    expires_on = fields.Date(required=True)


class ReviewListArguments(PageArguments):
    kind = one_of(WAITING_KINDS)


class MissingItemSchema(Schema):
    field = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    blocking = fields.Boolean(required=True)


class WaitingSchema(Schema):
    """Something that waits for the caller, with what to decide it by."""

    kind = one_of(WAITING_KINDS, required=True)
    since = fields.DateTime(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    component = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    status = one_of(STATUSES, required=True)
    publisher = fields.String(required=True)
    prepared_by = fields.String(required=True, allow_none=True)
    entered_by = fields.String(required=True, allow_none=True)
    sharing_scope = one_of(SHARING_SCOPES, required=True)
    reasons = fields.String(required=True, allow_none=True)
    is_unconfirmed = fields.Boolean(required=True)
    quality = fields.Integer(required=True)
    missing = fields.List(fields.Nested(MissingItemSchema), required=True)
    lookalikes = fields.List(fields.String(), required=True, metadata={"description": "Names that look the same"})
    transfer = fields.Nested(TransferSchema, required=True, allow_none=True)
    claim = fields.Nested(SupplierSchema, required=True, allow_none=True)


PreparerPageSchema = page_schema(PreparerSchema)
SupplierPageSchema = page_schema(SupplierSchema)
WaitingPageSchema = page_schema(WaitingSchema)
