"""Components, versions and imported files on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, TextMap, WholeArgument, one_of, word_list
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
PLATFORM_LAYERS = ("runtime", "processor", "operating_system", "database", "middleware", "browser")
EXTERNAL_KINDS = ("open", "proprietary", "hardware")


class DeprecationSchema(Schema):
    reason = Text(200, required=True)
    message = Text(2000, required=True)
    successor = fields.String(validate=validate.Length(max=129), allow_none=True)
    sunset_on = Day(allow_none=True)


class DeprecationShownSchema(DeprecationSchema):
    deprecated_on = Day(metadata={"description": "When it was told; notice before retirement is counted from it"})


class HeldBackSchema(Schema):
    """That security administrators hold a component back; the owner reads why at …/quarantine."""

    placed_at = fields.DateTime(required=True)


class ComponentSchema(ComponentRegisterSchema):
    """A component as it is read."""

    id = fields.UUID(required=True)
    status = one_of(STATUSES, required=True)
    latest_version = fields.String(required=True, allow_none=True)
    deprecation = fields.Nested(DeprecationShownSchema, required=True, allow_none=True)
    returned_reasons = fields.String(required=True, allow_none=True)
    quality = fields.Integer(required=True, metadata={"description": "Documentation completeness, 0 to 100"})
    is_unconfirmed = fields.Boolean(
        required=True, metadata={"description": "Its owner has not confirmed it for more than a year"}
    )
    quarantine = fields.Nested(HeldBackSchema, required=True, allow_none=True)
    prepared_by = fields.String(required=True, allow_none=True)
    entered_by = fields.String(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)
    listed_at = fields.DateTime(required=True, allow_none=True)


class ListingSchema(Schema):
    decision = one_of(DECISIONS, required=True)
    reasons = Text(2000, blank=True)


class QuarantinePlaceSchema(Schema):
    reason = Text(2000, required=True)


class QuarantineLiftArguments(Schema):
    reason = Text(2000)


class QuarantineSchema(Schema):
    """Who decided and why is null for all but the owner and administrators."""

    id = fields.UUID(required=True)
    component = fields.String(required=True)
    placed_at = fields.DateTime(required=True)
    placed_by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    lifted_at = fields.DateTime(required=True, allow_none=True)
    lifted_by = fields.String(required=True, allow_none=True)
    lift_reason = fields.String(required=True, allow_none=True)


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


class PlatformRequirementSchema(Schema):
    """Something a version needs below it. Entries of one layer are alternatives; different layers are all needed."""

    layer = one_of(PLATFORM_LAYERS, required=True)
    product = Text(100, required=True)
    specifier = fields.String(load_default="", validate=validate.Length(max=200))


class ReadExternalSchema(Schema):
    """Something a version needs that is not registered here; an import may bring its purpose in any language."""

    name = Text(200, required=True)
    kind = one_of(EXTERNAL_KINDS, allow_none=True, load_default=None)
    purl = fields.String(
        validate=validate.Length(max=500), allow_none=True, load_default=None, metadata={"description": "A package URL"}
    )
    specifier = fields.String(load_default="", validate=validate.Length(max=200))
    purpose = TextMap(500, needs_ours=False)
    is_optional = fields.Boolean(load_default=False)


class ExternalRequirementSchema(ReadExternalSchema):
    """The same as it is given."""

    purpose = TextMap(500)


class ManifestSignatureSchema(Schema):
    key = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z"))
    signature = fields.String(
        required=True, validate=validate.Length(min=1, max=200), metadata={"description": "64 bytes in base64"}
    )


class VersionPublishSchema(Schema):
    number = fields.String(required=True, validate=validate.Length(max=64))
    label = Text(200)
    notes = TextMap(20_000)
    requires = fields.List(fields.Nested(RequirementSchema), load_default=list, validate=validate.Length(max=200))
    platforms = word_list(60, 50, load_default=list)
    platform_requirements = fields.List(
        fields.Nested(PlatformRequirementSchema), load_default=list, validate=validate.Length(max=50)
    )
    external_requirements = fields.List(
        fields.Nested(ExternalRequirementSchema), load_default=list, validate=validate.Length(max=200)
    )
    signature = fields.Nested(
        ManifestSignatureSchema, metadata={"description": "Over manifest 1, whose text POST /checks tells beforehand"}
    )


class CheckSchema(ComponentRegisterSchema):
    """What is about to be published: a component and, if there is one, a version of it."""

    version = fields.Nested(VersionPublishSchema)


class CheckedVersionSchema(Schema):
    number = fields.String(required=True, metadata={"description": "In canonical form"})
    manifest = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The text of manifest 1, to be signed as UTF-8; null while the component is new"},
    )


class WarningSchema(Schema):
    """What keeps nobody from publishing, but should be known before."""

    pointer = fields.String(required=True, metadata={"description": "JSON pointer to the field"})
    detail = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class CheckedSchema(Schema):
    """What would be there after publishing."""

    component = fields.String(required=True)
    is_new = fields.Boolean(required=True)
    status = one_of(STATUSES, required=True)
    version = fields.Nested(CheckedVersionSchema, required=True, allow_none=True)
    quality = fields.Integer(required=True, metadata={"description": "Documentation completeness, 0 to 100"})
    checklist = fields.List(fields.Nested(ChecklistItemSchema), required=True)
    warnings = fields.List(fields.Nested(WarningSchema), required=True)


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
    platform_requirements = fields.List(fields.Nested(PlatformRequirementSchema), required=True)
    external_requirements = fields.List(fields.Nested(ReadExternalSchema), required=True)
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


class GraphArguments(Schema):
    direction = one_of(("needs", "needed_by"), load_default="needs")
    depth = WholeArgument(1, 20, load_default=5)


class GraphNodeSchema(Schema):
    component = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    status = one_of(STATUSES, required=True)
    is_quarantined = fields.Boolean(required=True)
    depth = fields.Integer(required=True, metadata={"description": "Steps away from the component asked about"})


class GraphEdgeSchema(Schema):
    dependent = fields.String(required=True)
    required = fields.String(required=True)
    versions = fields.Integer(
        required=True, metadata={"description": "Versions of the dependent, not yanked, that require it"}
    )


class GraphSchema(Schema):
    """The components around one, nearest first."""

    component = fields.String(required=True)
    direction = one_of(("needs", "needed_by"), required=True)
    nodes = fields.List(fields.Nested(GraphNodeSchema), required=True)
    edges = fields.List(fields.Nested(GraphEdgeSchema), required=True)
    hidden = fields.Integer(required=True, metadata={"description": "Components met that the caller may not see"})
    truncated = fields.Boolean(required=True, metadata={"description": "There is more, deeper or beyond 500"})


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


class QuarantineListArguments(PageArguments):
    history = one_of(TRUTHS, load_default="true", metadata={"description": "Also those that were lifted"})


VersionPageSchema = page_schema(VersionSchema)
QuarantinePageSchema = page_schema(QuarantineSchema)
RequirementPageSchema = page_schema(RequirementSchema)
ChecklistPageSchema = page_schema(ChecklistItemSchema)
DependentPageSchema = page_schema(DependentSchema)
