"""Searching on the wire."""

from typing import Any, ClassVar

from marshmallow import Schema, fields, validate

from schemas.base import Text, WholeArgument, one_of
from schemas.catalogue import ComponentSchema
from schemas.paging import PageArguments, page_schema

SORTS = ("relevance", "recent", "adopters", "name")
FILTERS = (
    "domain",
    "action",
    "connectivity",
    "ability",
    "life_cycle",
    "city_stage",
    "concept",
    "kind",
    "scenario",
    "tag",
    "suite",
    "license",
    "publisher",
    "province",
    "city_class",
    "size_band",
    "status",
    "confirmation",
    "quality",
    "cost_model",
    "sharing_scope",
    "foundational_ready",
    "hosting",
    "deployment",
    "platform",
    "xinchuang",
    "standard",
    "conformance",
    "security_level",
    "data_grade",
    "technology",
    "ai_use",
    "maintenance_type",
    "contributor",
)


def _filter() -> fields.Field[Any]:
    return fields.List(
        fields.String(validate=validate.Length(min=1, max=200)),
        validate=validate.Length(max=20),
        metadata={"description": "Repeat for alternatives"},
    )


class SearchArguments(PageArguments):
    q = fields.String(load_default="", validate=validate.Length(max=4000))
    adopted_by = fields.String(validate=validate.Length(max=64))
    like = fields.String(
        validate=validate.Length(min=1, max=64),
        metadata={"description": "A city: what the ten cities most like it run. For cities and administrators"},
    )
    sort = one_of(SORTS)
    facets = fields.String(
        load_default="",
        validate=validate.Length(max=1000),
        metadata={"description": "Facets to count, by comma: " + ", ".join(FILTERS)},
    )

    class Meta:
        include: ClassVar = {name: _filter() for name in FILTERS}


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


class SimilarArguments(Schema):
    limit = WholeArgument(1, 20, load_default=5)


class SimilarityReasonSchema(Schema):
    scenarios = fields.List(fields.String(), required=True)
    tags = fields.List(fields.String(), required=True)
    words = fields.List(fields.String(), required=True, metadata={"description": "Of both titles and summaries"})


class SimilarSchema(Schema):
    component = fields.Nested(ComponentSchema, required=True)
    similarity = fields.Float(required=True, metadata={"description": "0 shares nothing, 1 says the same"})
    why = fields.Nested(SimilarityReasonSchema, required=True, metadata={"description": "What both share"})


class SimilarListSchema(Schema):
    items = fields.List(fields.Nested(SimilarSchema), required=True)


class SynonymsEnterSchema(Schema):
    words = fields.List(Text(60), required=True, validate=validate.Length(min=2, max=20))
    note = Text(500)


class SynonymsSchema(Schema):
    id = fields.UUID(required=True)
    words = fields.List(fields.String(), required=True)
    note = fields.String(required=True, allow_none=True)
    is_shipped = fields.Boolean(required=True, metadata={"description": "Whether it came with the service"})
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


SynonymsPageSchema = page_schema(SynonymsSchema)


class WordEnterSchema(Schema):
    word = Text(40, required=True)


class WordSchema(Schema):
    word = fields.String(required=True)
    created_at = fields.DateTime(required=True)


WordPageSchema = page_schema(WordSchema)


def _weight() -> fields.Field[Any]:
    return fields.Float(validate=validate.Range(min=0, max=10))


class WeightsSchema(Schema):
    """How much each place counts in which a word stands, and each way of finding it."""

    title = _weight()
    name = _weight()
    label = _weight()
    summary = _weight()
    body = _weight()
    exact = _weight()
    pinyin = _weight()
    synonym = _weight()
    phrase = _weight()


class RankingSchema(Schema):
    weights = fields.Nested(WeightsSchema, required=True, metadata={"description": "In force"})
    neutral = fields.Nested(WeightsSchema, required=True, metadata={"description": "As the service comes"})
    is_neutral = fields.Boolean(required=True)


MISS_STATUSES = ("open", "answered", "ignored")


class MissArguments(PageArguments):
    status = one_of(MISS_STATUSES)


class MissAnswerSchema(Schema):
    status = one_of(MISS_STATUSES, required=True)
    component = Text(129, metadata={"description": "The component that answers it: publisher/name"})


class MissSchema(Schema):
    words = fields.String(required=True)
    searches = fields.Integer(required=True)
    first_at = fields.DateTime(required=True)
    last_at = fields.DateTime(required=True)
    status = one_of(MISS_STATUSES, required=True)
    component = fields.String(required=True, allow_none=True)


MissPageSchema = page_schema(MissSchema)
