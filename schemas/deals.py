"""Deals on the wire."""

from marshmallow import Schema, fields, validate

from schemas.paging import PageArguments, page_schema


class DealArguments(PageArguments):
    component = fields.String(validate=validate.Length(max=129))
    domain = fields.String(validate=validate.Length(max=20))
    kind = fields.String(validate=validate.Length(max=20))
    scenario = fields.String(validate=validate.Length(max=100))


class DealPartySchema(Schema):
    slug = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class DealSchema(Schema):
    """What a city paid for a component, as its contract says."""

    adoption = fields.UUID(required=True)
    on = fields.Date(required=True, metadata={"description": "Signed, else begun, else recorded"})
    component = fields.String(required=True)
    is_same_component = fields.Boolean(required=True)
    city = fields.Nested(DealPartySchema, required=True)
    city_class = fields.String(required=True, allow_none=True, metadata={"description": "On that day"})
    price = fields.String(required=True)
    currency = fields.String(required=True)
    procurement = fields.String(required=True, allow_none=True)
    starts_on = fields.Date(required=True, allow_none=True)
    ends_on = fields.Date(required=True, allow_none=True)
    supplier = fields.Nested(DealPartySchema, required=True, allow_none=True)


class PriceRangeSchema(Schema):
    currency = fields.String(required=True)
    deals = fields.Integer(required=True)
    low = fields.String(required=True)
    median = fields.String(required=True)
    high = fields.String(required=True)


class DealPageSchema(page_schema(DealSchema)):  # type: ignore[misc]
    ranges = fields.List(fields.Nested(PriceRangeSchema), required=True)
    own_ranges = fields.List(
        fields.Nested(PriceRangeSchema), required=True, metadata={"description": "Of the component itself, where named"}
    )
    note = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
