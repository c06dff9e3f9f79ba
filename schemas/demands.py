"""The demand board on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, TextMap, one_of
from schemas.collaboration import ReporterSchema
from schemas.paging import PageArguments, page_schema
from schemas.screening import CandidateSchema

DEMAND_STATUSES = ("open", "fulfilled", "closed")
OFFER_STATUSES = ("open", "confirmed", "declined", "withdrawn", "taken_back")
SORTS = ("newest", "most_seconded")


class DemandDescribeSchema(Schema):
    title = TextMap(200, required=True)
    description = TextMap(5000, load_default=dict, needs_ours=False)
    domains = fields.List(
        fields.String(validate=validate.Length(max=10)),
        load_default=list,
        validate=validate.Length(max=5),
        metadata={"description": "Codes of the taxonomy `domains`; that of the scenario where none is named"},
    )
    scenario = fields.String(validate=validate.Length(max=64), metadata={"description": "A code of /scenarios"})
    needed_by = Day(metadata={"description": "The day by which it is needed"})


class DemandPostSchema(DemandDescribeSchema):
    organisation = Name(metadata={"description": "Who asks: a city or an authority; the token's own unless said"})


class DemandClosedSchema(Schema):
    on = fields.Date(required=True)
    reason = fields.String(required=True, allow_none=True)


class DemandSchema(Schema):
    """What a city needs and finds nowhere."""

    id = fields.UUID(required=True)
    organisation = fields.Nested(ReporterSchema, required=True, metadata={"description": "Who asks"})
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    description = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    domains = fields.List(fields.String(), required=True)
    scenario = fields.String(required=True, allow_none=True)
    needed_by = fields.Date(required=True, allow_none=True)
    status = one_of(DEMAND_STATUSES, required=True)
    seconds = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "How many other cities second it; null where that is few and the caller is no city"},
    )
    fewer_than = fields.Integer(required=True, allow_none=True)
    is_seconded = fields.Boolean(required=True, metadata={"description": "Whether the caller's own organisation does"})
    common_since = fields.Date(
        required=True, allow_none=True, metadata={"description": "The day since which it is a common problem"}
    )
    offers = fields.Integer(required=True, metadata={"description": "Components that wait for the city's answer"})
    fulfilled_on = fields.Date(required=True, allow_none=True)
    fulfilled_by = fields.String(required=True, allow_none=True, metadata={"description": "The component"})
    closed = fields.Nested(DemandClosedSchema, required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


class AskedAlreadySchema(Schema):
    id = fields.UUID(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    organisation = fields.String(required=True)
    similarity = fields.Float(required=True)


class DemandPostedSchema(DemandSchema):
    """A demand that was just posted, with what is there already."""

    alike = fields.List(
        fields.Nested(CandidateSchema), required=True, metadata={"description": "Components that are like it"}
    )
    asked_already = fields.List(
        fields.Nested(AskedAlreadySchema), required=True, metadata={"description": "Open demands that are like it"}
    )


class DemandListArguments(PageArguments):
    FILTERS = ("organisation", "domain", "scenario", "status", "common", "component", "q", "sort")

    organisation = Name()
    domain = fields.String(validate=validate.Length(max=10))
    scenario = fields.String(validate=validate.Length(max=64))
    status = one_of(DEMAND_STATUSES)
    common = fields.Boolean(truthy={"true"}, falsy={"false"}, metadata={"description": "Common problems only, or none"})
    component = fields.String(
        validate=validate.Length(max=129), metadata={"description": "The demands that this component fulfils"}
    )
    q = Text(200, metadata={"description": "Words of the title or the description"})
    sort = one_of(SORTS, metadata={"description": "The newest first unless said"})


class DemandCloseSchema(Schema):
    reason = Text(2000, required=True)


class DemandSecondPutSchema(Schema):
    note = Text(2000, metadata={"description": "What this city needs besides; for cities and administrators to read"})


class DemandSecondSchema(Schema):
    """That another city needs it too."""

    organisation = fields.Nested(ReporterSchema, required=True)
    note = fields.String(required=True, allow_none=True)
    seconded_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


class DemandOfferMakeSchema(Schema):
    component = fields.String(required=True, validate=validate.Length(max=129))
    note = Text(2000, metadata={"description": "For the asking city, other cities and administrators to read"})
    organisation = Name(metadata={"description": "Who offers it; the token's own organisation unless said"})


class DemandOfferAnswerSchema(Schema):
    accepted = fields.Boolean(required=True, truthy={True}, falsy={False})
    note = Text(2000)


class DemandOfferSchema(Schema):
    """A component that was offered, and what the asking city says of it."""

    id = fields.UUID(required=True)
    demand = fields.UUID(required=True)
    component = fields.String(required=True)
    offered_by = fields.Nested(
        ReporterSchema,
        required=True,
        allow_none=True,
        metadata={"description": "To others than cities and administrators only where it is the publisher"},
    )
    note = fields.String(required=True, allow_none=True)
    status = one_of(OFFER_STATUSES, required=True)
    answer = fields.String(required=True, allow_none=True)
    offered_at = fields.DateTime(required=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)


class UnmetNumbersSchema(Schema):
    demands = fields.Integer(required=True, metadata={"description": "Open ones"})
    without_offer = fields.Integer(required=True, metadata={"description": "Those for which nothing is offered"})
    common = fields.Integer(required=True, metadata={"description": "Common problems among them"})


class UnmetDomainSchema(UnmetNumbersSchema):
    domain = fields.String(required=True)


class UnmetScenarioSchema(UnmetNumbersSchema):
    scenario = fields.String(required=True)


class UnmetSchema(UnmetNumbersSchema):
    """Demand without supply: in all, by domain and by scenario, the most first."""

    domains = fields.List(fields.Nested(UnmetDomainSchema), required=True)
    scenarios = fields.List(fields.Nested(UnmetScenarioSchema), required=True)


class AskedForDemandSchema(Schema):
    id = fields.UUID(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    organisation = fields.String(required=True)
    fulfilled_on = fields.Date(required=True, allow_none=True)


class AskedForSchema(Schema):
    """How many cities asked for a component, by posting or seconding what it fulfils."""

    component = fields.String(required=True)
    cities = fields.Integer(required=True, allow_none=True)
    fewer_than = fields.Integer(required=True, allow_none=True)
    demands = fields.List(
        fields.Nested(AskedForDemandSchema), required=True, metadata={"description": "The newest twenty"}
    )


DemandPageSchema = page_schema(DemandSchema)
DemandSecondPageSchema = page_schema(DemandSecondSchema)
DemandOfferPageSchema = page_schema(DemandOfferSchema)
