"""Components, versions and imported files on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, TextMap, one_of, word_list
from schemas.description import ComponentRegisterSchema
from schemas.paging import PageArguments, page_schema

STATUSES = (
    "proposed",
    "draft",
    "prepared",
    "in_review",
    "listed",
    "deprecated",
    "retired",
    "merged",
    "removed",
)
YANK_REASONS = ("other", "invalid", "security", "deprecated", "renamed")
DECISIONS = ("list", "return")


class DeprecationSchema(Schema):
    reason = Text(200, required=True)
    message = Text(2000, required=True)
    successor = fields.String(validate=validate.Length(max=129), allow_none=True)
    sunset_on = Day(allow_none=True)


class ComponentSchema(ComponentRegisterSchema):
    """A component as it is read."""

    id = fields.UUID(required=True)
    status = one_of(STATUSES, required=True)
    latest_version = fields.String(required=True, allow_none=True)
    deprecation = fields.Nested(DeprecationSchema, required=True, allow_none=True)
    returned_reasons = fields.String(required=True, allow_none=True)
    quality = fields.Integer(required=True, metadata={"description": "Documentation completeness, 0 to 100"})
    is_unconfirmed = fields.Boolean(
        required=True, metadata={"description": "Its owner has not confirmed it for more than a year"}
    )
    prepared_by = fields.String(required=True, allow_none=True)
    entered_by = fields.String(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)
    listed_at = fields.DateTime(required=True, allow_none=True)


class ListingSchema(Schema):
    decision = one_of(DECISIONS, required=True)
    reasons = Text(2000, blank=True)


class ReuseSchema(Schema):
    component = fields.String(required=True)
    adopters = fields.Integer(
        required=True, allow_none=True, metadata={"description": "null when 1 to 4 and not shown"}
    )
    fewer_than = fields.Integer(required=True, allow_none=True)


class ChecklistItemSchema(Schema):
    field = fields.String(required=True)
    done = fields.Boolean(required=True)
    blocking = fields.Boolean(required=True)
    points = fields.Integer(required=True, metadata={"description": "What it is worth in the quality score"})
    earned = fields.Integer(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    advice = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class QualityBlockSchema(Schema):
    """One part of a description: what it is worth, what it earned, why not more, and what to do."""

    code = fields.String(required=True)
    field = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    points = fields.Integer(required=True)
    earned = fields.Integer(required=True)
    done = fields.Boolean(required=True)
    blocking = fields.Boolean(required=True)
    reason = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    remedy = fields.Dict(keys=fields.String(), values=fields.String(), required=True, allow_none=True)


class QualitySchema(Schema):
    component = fields.String(required=True)
    score = fields.Integer(required=True)
    threshold = fields.Integer(required=True, metadata={"description": "Below it there is a notice"})
    blocks = fields.List(fields.Nested(QualityBlockSchema), required=True)


class RequirementSchema(Schema):
    component = fields.String(required=True, validate=validate.Length(max=129))
    specifier = fields.String(load_default="", validate=validate.Length(max=200))


class VersionPublishSchema(Schema):
    number = fields.String(required=True, validate=validate.Length(max=64))
    label = Text(200)
    notes = TextMap(20_000)
    requires = fields.List(fields.Nested(RequirementSchema), load_default=list, validate=validate.Length(max=200))
    platforms = word_list(60, 50, load_default=list)


class CheckSchema(ComponentRegisterSchema):
    """What is about to be published: a component and, if there is one, a version of it."""

    version = fields.Nested(VersionPublishSchema)


class CheckedVersionSchema(Schema):
    number = fields.String(required=True, metadata={"description": "In canonical form"})


class CheckedSchema(Schema):
    """What would be there after publishing."""

    component = fields.String(required=True)
    is_new = fields.Boolean(required=True)
    status = one_of(STATUSES, required=True)
    version = fields.Nested(CheckedVersionSchema, required=True, allow_none=True)
    quality = fields.Integer(required=True, metadata={"description": "Documentation completeness, 0 to 100"})
    checklist = fields.List(fields.Nested(ChecklistItemSchema), required=True)


class YankSchema(Schema):
    reason = one_of(YANK_REASONS, required=True)
    message = Text(2000, blank=True, load_default="")


class YankedSchema(YankSchema):
    at = fields.DateTime(required=True)


class VersionSchema(Schema):
    id = fields.UUID(required=True)
    component = fields.String(required=True)
    number = fields.String(required=True)
    label = fields.String(required=True, allow_none=True)
    is_prerelease = fields.Boolean(required=True)
    notes = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    requires = fields.List(fields.Nested(RequirementSchema), required=True)
    platforms = fields.List(fields.String(), required=True)
    published_at = fields.DateTime(required=True)
    yanked = fields.Nested(YankedSchema, required=True, allow_none=True)


TRUTHS = ("true", "false")


class VersionListArguments(PageArguments):
    specifier = fields.String(validate=validate.Length(max=200))
    prereleases = one_of(TRUTHS, load_default="true")
    yanked = one_of(TRUTHS, load_default="true")


class DependentSchema(Schema):
    component = fields.String(required=True)
    number = fields.String(required=True)
    specifier = fields.String(required=True)


class DiagnosticSchema(Schema):
    line = fields.Integer(required=True)
    key = fields.String(required=True)
    severity = one_of(("error", "warning"), required=True)
    message = fields.String(required=True)


class PubliccodeImportArguments(Schema):
    publisher = Name(metadata={"description": "The token's own organisation unless said"})


class PubliccodeImportSchema(Schema):
    id = fields.UUID(required=True)
    component = fields.String(required=True, allow_none=True)
    verdict = one_of(("valid", "valid_with_warnings", "invalid"), required=True)
    diagnostics = fields.List(fields.Nested(DiagnosticSchema), required=True)


VersionPageSchema = page_schema(VersionSchema)
RequirementPageSchema = page_schema(RequirementSchema)
ChecklistPageSchema = page_schema(ChecklistItemSchema)
DependentPageSchema = page_schema(DependentSchema)
