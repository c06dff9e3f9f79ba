"""Searching on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import WholeArgument, one_of
from schemas.catalogue import ComponentSchema
from schemas.paging import PageArguments

SORTS = ("relevance", "recent", "adopters", "name")
FILTERS = (
    "domain",
    "action",
    "kind",
    "scenario",
    "tag",
    "license",
    "publisher",
    "province",
    "city_class",
    "status",
    "platform",
    "cost_model",
)


def _filter() -> fields.Field[Any]:
    return fields.List(
        fields.String(validate=validate.Length(min=1, max=200)),
        validate=validate.Length(max=20),
        metadata={"description": "Repeat for alternatives"},
    )


class SearchArguments(PageArguments):
    q = fields.String(load_default="", validate=validate.Length(max=4000))
    domain = _filter()
    action = _filter()
    kind = _filter()
    scenario = _filter()
    tag = _filter()
    license = _filter()
    publisher = _filter()
    province = _filter()
    city_class = _filter()
    status = _filter()
    platform = _filter()
    cost_model = _filter()
    adopted_by = fields.String(validate=validate.Length(max=64))
    sort = one_of(SORTS)
    facets = fields.String(
        load_default="",
        validate=validate.Length(max=200),
        metadata={"description": "Facets to count, by comma: " + ", ".join(FILTERS)},
    )


class HitSchema(ComponentSchema):
    """A component with how many other cities run it; 1 to 4 are told to cities and administrators only."""

    adopters = fields.Integer(required=True, allow_none=True)
    fewer_than = fields.Integer(required=True, allow_none=True)


class FacetValueSchema(Schema):
    value = fields.String(required=True)
    count = fields.Integer(required=True)


class SearchPageSchema(Schema):
    items = fields.List(fields.Nested(HitSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True)
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FacetValueSchema)), required=True)
    corrected = fields.String(required=True, allow_none=True, metadata={"description": "What the words were read as"})


class SuggestionArguments(Schema):
    q = fields.String(required=True, validate=validate.Length(max=4000))
    limit = WholeArgument(1, 20, load_default=10)


class SuggestionsSchema(Schema):
    completions = fields.List(fields.String(), required=True)
    corrected = fields.String(required=True, allow_none=True)
