"""Taxonomies on the wire."""

from marshmallow import Schema, fields

from schemas.paging import page_schema


class ConceptSchema(Schema):
    code = fields.String(required=True)
    group = fields.String(required=True)
    broader = fields.String(required=True, allow_none=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    definition = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    examples = fields.List(fields.String(), required=True)


class TaxonomySchema(Schema):
    code = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)
    base = fields.String(required=True, allow_none=True)
    edition = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    source = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    concepts = fields.List(fields.Nested(ConceptSchema), required=True)


TaxonomyPageSchema = page_schema(TaxonomySchema)
