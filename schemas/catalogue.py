"""Components, versions and imported files on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from schemas.base import (
    Day,
    DayText,
    Map,
    Name,
    Text,
    TextListMap,
    TextMap,
    Whole,
    one_of,
    web_address,
    word_list,
)
from schemas.paging import PageArguments, page_schema

KINDS = (
    "service",
    "library",
    "application",
    "algorithm",
    "dataset_spec",
    "standard",
    "policy_template",
    "process_playbook",
)
STATUSES = ("draft", "in_review", "listed", "deprecated", "retired", "removed")
COST_MODELS = ("free", "shared_maintenance", "per_deployment", "discounted", "ready_to_use_service")
HOSTING = ("on_premise", "government_cloud", "saas")
MAINTENANCE_TYPES = ("internal", "contract", "community", "none")
SHARING_SCOPES = ("national", "province", "cluster")
DATA_GRADES = ("general", "important", "core")
YANK_REASONS = ("other", "invalid", "security", "deprecated", "renamed")
DECISIONS = ("list", "return")


class MaintenanceSchema(Schema):
    type = one_of(MAINTENANCE_TYPES, required=True)
    maintainer = Text(200)
    support_until = DayText()


class ContactSchema(Schema):
    name = Text(100, required=True)
    email = fields.Email(validate=validate.Length(max=200))
    phone = Text(40)
    affiliation = Text(200)


class Environment(Map):
    """The least a component needs: short texts or lists of them under short keys."""

    def __init__(self, **options: Any) -> None:
        super().__init__(keys=Text(60), validate=validate.Length(max=30), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, attr, data, **kwargs)
        for entry in found.values():
            listed = entry if isinstance(entry, list) else [entry]
            if len(listed) > 50 or any(not isinstance(text, str) or len(text) > 500 for text in listed):
                raise ValidationError("Values must be texts of at most 500 characters or lists of them.")
        return found


class DescriptionSchema(Schema):
    """What a publisher says of a component: the part of it that PATCH changes.

    Every field loads into the form it has on the wire, so that what was checked can be stored and sent out as it is.
    """

    title = TextMap(200, required=True)
    summary = TextMap(1000, required=True)
    description = TextMap(20_000)
    kind = one_of(KINDS, required=True)
    domains = fields.List(fields.String(), load_default=list, validate=validate.Length(max=12))
    actions = fields.List(fields.String(), load_default=list, validate=validate.Length(max=6))
    scenarios = word_list(100, 50, load_default=list)
    tags = word_list(60, 50, load_default=list)
    license = Text(200, required=True)
    cost_model = one_of(COST_MODELS, load_default="free")
    repository_url = web_address()
    documentation_url = web_address()
    platforms = word_list(60, 50, load_default=list)
    security_level = Whole(1, 4)
    maintenance = fields.Nested(MaintenanceSchema, load_default=lambda: {"type": "none"})
    based_on = Text(500)
    hosting = fields.List(one_of(HOSTING), load_default=list, validate=validate.Length(max=3))
    contacts = fields.List(fields.Nested(ContactSchema), load_default=list, validate=validate.Length(max=20))
    features = TextListMap(500, 50, load_default=dict)
    ip_owner = Text(200)
    sharing_scope = one_of(SHARING_SCOPES, load_default="national")
    environment = Environment()
    data_grade = one_of(DATA_GRADES)
    standards = word_list(100, 50, load_default=list)
    contributors = word_list(200, 50, load_default=list)


class ComponentRegisterSchema(DescriptionSchema):
    publisher = Name(required=True)
    name = Name(required=True)


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
    advice = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class RequirementSchema(Schema):
    component = fields.String(required=True, validate=validate.Length(max=129))
    specifier = fields.String(load_default="", validate=validate.Length(max=200))


class VersionPublishSchema(Schema):
    number = fields.String(required=True, validate=validate.Length(max=64))
    label = Text(200)
    notes = TextMap(20_000)
    requires = fields.List(fields.Nested(RequirementSchema), load_default=list, validate=validate.Length(max=200))
    platforms = word_list(60, 50, load_default=list)


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


class ConceptSchema(Schema):
    code = fields.String(required=True)
    group = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class TaxonomySchema(Schema):
    code = fields.String(required=True)
    edition = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    source = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    concepts = fields.List(fields.Nested(ConceptSchema), required=True)


VersionPageSchema = page_schema(VersionSchema)
RequirementPageSchema = page_schema(RequirementSchema)
ChecklistPageSchema = page_schema(ChecklistItemSchema)
DependentPageSchema = page_schema(DependentSchema)
TaxonomyPageSchema = page_schema(TaxonomySchema)
