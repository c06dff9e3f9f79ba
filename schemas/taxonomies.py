"""Taxonomies on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import Map, Name, Text, TextMap, one_of, word_list
from schemas.paging import page_schema

RELEASE_STATUSES = ("draft", "current", "superseded")


class MaybeTextMap(TextMap):
    """A text that may be left out: `{}` stands for none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return {} if value == {} else super()._deserialize(value, attr, data, **kwargs)


def _texts() -> fields.Field[Any]:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True)


def _code(pattern: str = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z", **options: Any) -> fields.String:
    return fields.String(validate=validate.Regexp(pattern), **options)


class ConceptSchema(Schema):
    code = fields.String(required=True)
    group = fields.String(required=True)
    broader = fields.String(required=True, allow_none=True)
    name = _texts()
    definition = _texts()
    examples = fields.List(fields.String(), required=True)


class TaxonomySchema(Schema):
    code = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)
    base = fields.String(required=True, allow_none=True)
    owner = fields.String(required=True, allow_none=True)
    edition = fields.String(required=True, allow_none=True)
    name = _texts()
    source = _texts()
    is_demo = fields.Boolean(required=True)
    concepts = fields.List(fields.Nested(ConceptSchema), required=True)


class TaxonomyArguments(Schema):
    edition = Text(40, metadata={"description": "An edition by name; the one in force unless said"})


class TaxonomyDescribeSchema(Schema):
    """What a taxonomy is called and where it comes from: the part that PATCH changes."""

    name = TextMap(200, required=True)
    source = MaybeTextMap(1000, load_default=dict)


class TaxonomyFoundSchema(TaxonomyDescribeSchema):
    code = _code(r"[a-z][a-z0-9_]{0,63}\Z", required=True)
    base = Name(metadata={"description": "The national taxonomy that this is a province's overlay upon"})
    owner = Name(metadata={"description": "The province's authority; the caller's own unless said"})


class ConceptEnterSchema(Schema):
    code = _code(required=True)
    group = Text(20, blank=True, load_default="")
    broader = _code(allow_none=True, load_default=None)
    name = TextMap(200, required=True)
    definition = MaybeTextMap(2000, load_default=dict)
    examples = word_list(100, 50, load_default=list)


class ReleaseReviseSchema(Schema):
    """What an edition says: the part of a draft that PATCH changes."""

    notes = MaybeTextMap(2000, load_default=dict)
    concepts = fields.List(fields.Nested(ConceptEnterSchema), required=True, validate=validate.Length(1, 1000))
    replaced = Map(
        keys=_code(),
        values=fields.List(_code(), validate=validate.Length(1, 20)),
        load_default=dict,
        metadata={"description": "Codes of the edition before that are gone, each with those that take its place"},
    )


class ReleaseDraftSchema(ReleaseReviseSchema):
    edition = _code(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}\Z", required=True)


class ReleaseListedSchema(Schema):
    taxonomy = fields.String(required=True)
    edition = fields.String(required=True)
    status = one_of(RELEASE_STATUSES, required=True)
    notes = _texts()
    concept_count = fields.Integer(required=True)
    created_at = fields.DateTime(required=True)
    released_at = fields.DateTime(required=True, allow_none=True)


class ReleaseSchema(ReleaseListedSchema):
    replaced = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    concepts = fields.List(fields.Nested(ConceptSchema), required=True)


class ConceptReferenceSchema(Schema):
    taxonomy = fields.String(required=True)
    code = fields.String(required=True)


class ConceptStorySchema(ConceptSchema):
    taxonomy = fields.String(required=True)
    edition = fields.String(required=True, metadata={"description": "The last edition that has it"})
    since = fields.String(required=True, metadata={"description": "The first edition that has it"})
    gone_in = fields.String(required=True, allow_none=True, metadata={"description": "The edition that dropped it"})
    replaced_by = fields.List(fields.Nested(ConceptReferenceSchema), required=True)
    narrower = fields.List(fields.Nested(ConceptReferenceSchema), required=True)
    source = _texts()


class ActivationSchema(Schema):
    """What became of things when an edition came into force."""

    taxonomy = fields.String(required=True)
    edition = fields.String(required=True)
    superseded = fields.String(required=True, allow_none=True)
    replaced = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    overlays = fields.List(fields.String(), required=True)
    components = fields.Integer(required=True, metadata={"description": "How many components were described anew"})


TaxonomyPageSchema = page_schema(TaxonomySchema)
ReleasePageSchema = page_schema(ReleaseListedSchema)
