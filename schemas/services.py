"""Services for components, their ratings, and joint purchases on the wire."""

from marshmallow import Schema, fields, validate

from schemas.adoption_record import CURRENCIES
from schemas.base import Day, Money, Name, Text, TextMap, Whole, one_of
from schemas.paging import PageArguments, page_schema
from schemas.ratings import SaidSchema

SERVICE_KINDS = ("planning", "deployment", "integration", "training", "operation", "maintenance", "support")
PURCHASE_STATUSES = ("open", "closed", "cancelled")

_KINDS = validate.Length(min=1, max=len(SERVICE_KINDS))


class ServiceDescribeSchema(Schema):
    kinds = fields.List(one_of(SERVICE_KINDS), required=True, validate=_KINDS)
    regions = fields.List(
        fields.String(validate=validate.Length(max=12)),
        validate=validate.Length(max=200),
        metadata={"description": "Division codes (GB/T 2260); none: everywhere"},
    )
    description = TextMap(5000, required=True)
    price_terms = TextMap(2000, metadata={"description": "For cities and administrators only; never ranked by"})


class ServiceOfferSchema(ServiceDescribeSchema):
    entity = Name(required=True)
    since = Day()


class ServiceSchema(Schema):
    """What an operating entity offers for a component, in its own words."""

    id = fields.UUID(required=True)
    component = fields.String(required=True)
    entity = fields.String(required=True)
    kinds = fields.List(one_of(SERVICE_KINDS), required=True)
    regions = fields.List(fields.String(), required=True, metadata={"description": "None: everywhere"})
    description = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    price_terms = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        allow_none=True,
        metadata={"description": "Shown to cities, administrators and the entity itself"},
    )
    since = fields.Date(required=True)
    withdrawn_on = fields.Date(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


class ServiceListArguments(PageArguments):
    entity = Name()
    component = fields.String(validate=validate.Length(max=129))
    region = fields.String(validate=validate.Length(max=12))


class ServicesOfComponentArguments(PageArguments):
    region = fields.String(validate=validate.Length(max=12))


class OwnRatingArguments(Schema):
    adoption = fields.UUID(metadata={"description": "Needed where several of your adoptions name the entity"})


class ServiceRatePutSchema(Schema):
    stars = Whole(1, 5, required=True)
    comment = Text(2000)
    adoption = fields.UUID()


class ServiceRateSchema(Schema):
    service = fields.UUID(required=True)
    adoption = fields.UUID(required=True)
    stars = fields.Integer(required=True)
    comment = fields.String(required=True, allow_none=True)
    counts = fields.Boolean(
        required=True,
        metadata={"description": "Whether it is in the mean: not of the entity's own city, nor of one that owns it"},
    )
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


class ServiceRatingsSchema(Schema):
    """How a service is rated: `mean` is (prior_mean · prior_weight + sum of stars) / (prior_weight + count).

    Who may not see which city runs what is told of fewer than `fewer_than` ratings neither how many nor which.
    """

    items = fields.List(fields.Nested(SaidSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    service = fields.UUID(required=True)
    count = fields.Integer(required=True, allow_none=True)
    fewer_than = fields.Integer(required=True, allow_none=True)
    mean = fields.Float(required=True, allow_none=True)
    prior_mean = fields.Float(required=True)
    prior_weight = fields.Integer(required=True)
    distribution = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True, allow_none=True)


class PurchaseChangeSchema(Schema):
    title = TextMap(200, required=True)
    terms = TextMap(5000)
    closes_on = Day(required=True, metadata={"description": "The last day on which cities join"})
    minimum_members = Whole(2, 1000, load_default=2)


class PurchaseOrganiseSchema(PurchaseChangeSchema):
    organiser = Name(required=True)
    component = fields.String(validate=validate.Length(max=129))
    service = fields.UUID(metadata={"description": "Instead of a component: an entity's service for one"})


class PurchaseCloseSchema(Schema):
    reason = Text(2000)


class PurchaseCancelSchema(Schema):
    reason = Text(2000, required=True)


class PurchaseAgreeSchema(Schema):
    supplier = Name(required=True)
    price = Money(required=True, metadata={"description": "For each member"})
    currency = one_of(CURRENCIES, load_default="CNY")
    terms = TextMap(5000)
    starts_on = Day(required=True, data_key="from")
    ends_on = Day(required=True, data_key="to")
    members = fields.List(
        Name(), validate=validate.Length(min=1, max=1000), metadata={"description": "All of them unless said"}
    )


class CallOffSchema(Schema):
    adoption = fields.UUID(required=True, metadata={"description": "Of the component, by a member that is covered"})
    on = Day()
    note = Text(2000)


class CallOffRecordSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    adoption = fields.UUID(required=True)
    on = fields.Date(required=True)
    note = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)


class PurchaseMemberSchema(Schema):
    organisation = fields.String(required=True)
    joined_at = fields.DateTime(required=True)


class PurchaseAgreementSchema(Schema):
    id = fields.UUID(required=True)
    supplier = fields.String(required=True)
    price = fields.String(required=True)
    currency = fields.String(required=True)
    terms = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    members = fields.List(fields.String(), required=True)
    call_offs = fields.List(fields.Nested(CallOffRecordSchema), required=True)
    recorded_at = fields.DateTime(required=True)


class PurchaseSchema(Schema):
    """A group of cities that buys a component or a service together."""

    id = fields.UUID(required=True)
    organiser = fields.String(required=True)
    component = fields.String(required=True)
    service = fields.UUID(required=True, allow_none=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    terms = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    closes_on = fields.Date(required=True)
    minimum_members = fields.Integer(required=True)
    status = one_of(PURCHASE_STATUSES, required=True)
    ended_on = fields.Date(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    members = fields.List(fields.Nested(PurchaseMemberSchema), required=True)
    agreements = fields.List(fields.Nested(PurchaseAgreementSchema), required=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


class PurchaseListArguments(PageArguments):
    status = one_of(PURCHASE_STATUSES)
    component = fields.String(validate=validate.Length(max=129))
    member = Name()


ServicePageSchema = page_schema(ServiceSchema)
PurchasePageSchema = page_schema(PurchaseSchema)
