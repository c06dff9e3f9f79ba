"""What paired cities do with one another on the wire."""

from marshmallow import Schema, fields, validate

from schemas.adoption_record import CURRENCIES
from schemas.base import Day, Money, Name, Text, TextMap, Whole, one_of, web_address
from schemas.collaboration import PairingSchema
from schemas.paging import PageArguments, page_schema

ACTIVITY_KINDS = (
    "talent_secondment",
    "project_aid",
    "investment",
    "component_share",
    "component_cobuild",
    "resource_exchange",
)
ACTIVITY_DIRECTIONS = ("technology", "experience", "talent")
ACTIVITY_STATUSES = ("planned", "evidenced", "confirmed", "completed", "cancelled")
PAIRING_SIDES = ("helper", "helped")

_SIDE = {"description": "For administrators: for which of the two cities"}


class ActivityPlanSchema(Schema):
    kind = one_of(ACTIVITY_KINDS, required=True)
    direction = one_of(ACTIVITY_DIRECTIONS, required=True)
    title = TextMap(200, required=True)
    description = TextMap(5000)
    planned_on = Day(required=True)
    component = fields.String(validate=validate.Length(max=129))
    adoption = fields.UUID(metadata={"description": "Of one of the two cities"})
    organisation = Name(metadata=_SIDE)


class ActivityCancelSchema(Schema):
    reason = Text(2000, required=True)
    organisation = Name(metadata=_SIDE)


class PairingPaperSchema(Schema):
    """A document that proves something: its title, and where it can be read if anywhere."""

    title = Text(200, required=True)
    url = web_address()


class ActivityProofSchema(Schema):
    """What is needed follows from the kind. talent_secondment: a period and people (no names); project_aid: a period
    and a document; investment: an amount and a document; component_share: the activity names a component or adoption;
    component_cobuild: that, and a document; resource_exchange: what for what, and a document.
    """

    took_place_from = Day(data_key="from")
    took_place_to = Day(data_key="to")
    people = Whole(1, 100_000, metadata={"description": "How many; never their names"})
    amount = Money()
    currency = one_of(CURRENCIES)
    consideration = Text(2000, metadata={"description": "What was exchanged for what; no valuation"})
    documents = fields.List(fields.Nested(PairingPaperSchema), validate=validate.Length(max=20))
    note = Text(2000)
    organisation = Name(metadata=_SIDE)


class ActivityResultSchema(Schema):
    outcome = TextMap(5000, required=True)
    adoptions = fields.List(fields.UUID(), validate=validate.Length(max=50))
    organisation = Name(metadata=_SIDE)


class FundingCommitSchema(Schema):
    amount = Money(required=True)
    currency = one_of(CURRENCIES, required=True)
    starts_on = Day(required=True, data_key="from")
    ends_on = Day(required=True, data_key="to")
    source = Text(500, required=True, metadata={"description": "Where the money comes from"})
    organisation = Name(metadata=_SIDE)


class PairingCompleteSchema(Schema):
    note = Text(2000)


class ProofRecordSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    from_ = fields.Date(required=True, allow_none=True, data_key="from")
    to = fields.Date(required=True, allow_none=True)
    people = fields.Integer(required=True, allow_none=True)
    amount = fields.String(required=True, allow_none=True)
    currency = fields.String(required=True, allow_none=True)
    consideration = fields.String(required=True, allow_none=True)
    documents = fields.List(fields.Nested(PairingPaperSchema), required=True)
    note = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)


class SideConfirmationSchema(Schema):
    organisation = fields.String(required=True)
    side = one_of(PAIRING_SIDES, required=True)
    recorded_at = fields.DateTime(required=True)
    is_superseded = fields.Boolean(
        required=True, metadata={"description": "Evidence came later: it has to be confirmed anew"}
    )


class ResultRecordSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    outcome = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    adoptions = fields.List(fields.UUID(), required=True)
    recorded_at = fields.DateTime(required=True)


class ActivitySchema(Schema):
    """One thing that two paired cities mean to do, what proves it, what came of it."""

    id = fields.UUID(required=True)
    pairing = fields.UUID(required=True)
    kind = one_of(ACTIVITY_KINDS, required=True)
    direction = one_of(ACTIVITY_DIRECTIONS, required=True)
    status = one_of(ACTIVITY_STATUSES, required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    description = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    planned_on = fields.Date(required=True)
    component = fields.String(required=True, allow_none=True)
    adoption = fields.UUID(required=True, allow_none=True)
    evidence = fields.List(fields.Nested(ProofRecordSchema), required=True)
    confirmations = fields.List(fields.Nested(SideConfirmationSchema), required=True)
    confirmed_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "The day on which the second side confirmed it"}
    )
    result_due_on = fields.Date(required=True, allow_none=True)
    results = fields.List(fields.Nested(ResultRecordSchema), required=True, metadata={"description": "The last holds"})
    cancelled_on = fields.Date(required=True, allow_none=True)
    cancel_reason = fields.String(required=True, allow_none=True)
    created_at = fields.DateTime(required=True)


class FundingSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    amount = fields.String(required=True)
    currency = fields.String(required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    source = fields.String(required=True)
    recorded_at = fields.DateTime(required=True)


class PairingProgressSchema(Schema):
    planned = fields.Integer(required=True)
    evidenced = fields.Integer(required=True)
    confirmed = fields.Integer(required=True)
    completed = fields.Integer(required=True)
    cancelled = fields.Integer(required=True)
    completion_rate = fields.Float(
        required=True, allow_none=True, metadata={"description": "From 0 to 1; null while nothing was due"}
    )
    formula = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class PairingCompletionSchema(Schema):
    organisation = fields.String(required=True)
    note = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)


class PairingDetailSchema(PairingSchema):
    """A pairing with how far it has come."""

    progress = fields.Nested(PairingProgressSchema, required=True)
    completed_by = fields.List(
        fields.Nested(PairingCompletionSchema), required=True, metadata={"description": "It is completed once both are"}
    )


class PairingPartArguments(PageArguments):
    pass


class ExchangePairSchema(Schema):
    publisher = fields.String(required=True)
    adopter = fields.String(required=True)
    adoptions = fields.Integer(required=True)


class ClusterExchangeSchema(Schema):
    """What the cities of a cluster run of one another's."""

    cluster = fields.String(required=True)
    members = fields.Integer(required=True)
    adoptions = fields.Integer(required=True, metadata={"description": "Pilot or live, of another member's component"})
    components = fields.Integer(required=True)
    pairs = fields.List(fields.Nested(ExchangePairSchema), required=True, metadata={"description": "The most first"})


ActivityPageSchema = page_schema(ActivitySchema)
FundingPageSchema = page_schema(FundingSchema)
