"""Landscapes on the wire: what a body runs, imports of it, who vouches for it, and passing adoptions on."""

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, one_of
from schemas.paging import PageArguments, page_schema

STAGES = ("planned", "approved", "pilot", "live", "suspended", "retired")
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
MODES = ("new", "integrate", "replace")
LEVELS = ("city", "district", "street", "community")
IMPORT_STATUSES = ("waiting", "running", "finished", "failed")
ROW_OUTCOMES = ("dirty", "mended", "dropped")
LANGUAGES = ("zh", "en")


class LandscapeFilters(Schema):
    FILTERS = ("stage", "domain", "kind", "publisher", "operator", "outdated", "unknown_version")

    stage = one_of(STAGES, metadata={"description": "Without it everything that has not ended"})
    domain = fields.String(validate=validate.Length(max=60), metadata={"description": "The primary domain"})
    kind = one_of(KINDS)
    publisher = Name()
    operator = Name()
    outdated = fields.Boolean(load_default=False, metadata={"description": "Only what has a later version"})
    unknown_version = fields.Boolean(
        load_default=False, metadata={"description": "Only what runs nobody knows at what"}
    )


class LandscapeListArguments(LandscapeFilters, PageArguments):
    pass


class LandscapeFileArguments(LandscapeFilters):
    language = one_of(LANGUAGES, metadata={"description": "Of headings and titles; the caller's unless said"})


class LandscapePlotArguments(LandscapeFileArguments):
    other = Name(data_key="with", metadata={"description": "The slug of a body to compare with"})


class LandscapeComparisonArguments(Schema):
    other = Name(data_key="with", required=True, metadata={"description": "The slug of the other body"})


class LandscapeEntrySchema(Schema):
    adoption = fields.UUID(required=True)
    adopter = fields.String(required=True)
    beneficiary = fields.String(required=True, metadata={"description": "Whose use it is"})
    component = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    kind = fields.String(required=True)
    domains = fields.List(fields.String(), required=True)
    version = fields.String(required=True, allow_none=True)
    latest = fields.String(required=True, allow_none=True)
    is_behind = fields.Boolean(required=True)
    stage = one_of(STAGES, required=True)
    stage_since = fields.Date(required=True)
    mode = one_of(MODES, required=True)
    scenario = fields.String(required=True, allow_none=True)
    operator = fields.String(required=True, allow_none=True)
    departments = fields.List(fields.String(), required=True)
    levels = fields.List(one_of(LEVELS), required=True)
    is_demo = fields.Boolean(required=True)


class CertificationSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    certified_on = fields.Date(required=True)
    valid_until = fields.Date(required=True)
    certified_by = fields.String(required=True)
    note = fields.String(required=True, allow_none=True)
    adoptions = fields.Integer(required=True, metadata={"description": "How many adoptions were recorded that day"})
    recorded_at = fields.DateTime(required=True)


class LandscapePageSchema(Schema):
    items = fields.List(fields.Nested(LandscapeEntrySchema), required=True)
    next = fields.String(required=True, allow_none=True)
    certification = fields.Nested(
        CertificationSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The one that holds today; null where nobody vouches that this is everything"},
    )


class LandscapeComparisonSchema(Schema):
    both = fields.List(fields.String(), required=True)
    only_here = fields.List(fields.String(), required=True)
    only_there = fields.List(fields.String(), required=True)


class CertifySchema(Schema):
    certified_by = Text(100, required=True, metadata={"description": "The person who answers for it"})
    note = Text(2000)


class ImportArguments(Schema):
    dry_run = fields.Boolean(load_default=False)


class ImportSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    filename = fields.String(required=True)
    format = fields.String(required=True, allow_none=True, metadata={"description": "csv or xlsx, once it was read"})
    encoding = fields.String(required=True, allow_none=True)
    is_dry_run = fields.Boolean(required=True)
    status = one_of(IMPORT_STATUSES, required=True)
    total = fields.Integer(required=True, allow_none=True)
    done = fields.Integer(required=True)
    begun = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    dirty = fields.Integer(required=True, metadata={"description": "Rows that are kept aside"})
    failure = fields.Dict(keys=fields.String(), values=fields.String(), required=True, allow_none=True)
    created_at = fields.DateTime(required=True)
    started_at = fields.DateTime(required=True, allow_none=True)
    finished_at = fields.DateTime(required=True, allow_none=True)


class RowDiagnosticSchema(Schema):
    line = fields.Integer(required=True)
    column = fields.String(required=True, allow_none=True)
    code = fields.String(required=True)
    message = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class ImportRowSchema(Schema):
    line = fields.Integer(required=True)
    cells = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    diagnostics = fields.List(fields.Nested(RowDiagnosticSchema), required=True)
    outcome = one_of(ROW_OUTCOMES, required=True)


class ImportRowListArguments(PageArguments):
    outcome = one_of(ROW_OUTCOMES)


class MendRowSchema(Schema):
    cells = fields.Dict(
        keys=fields.String(validate=validate.Length(max=40)),
        values=fields.String(validate=validate.Length(max=2000)),
        required=True,
        metadata={"description": "All cells of the row by column, in the place of those it came with"},
    )


class TemplateArguments(Schema):
    language = one_of(LANGUAGES)


class HandoverSchema(Schema):
    to = Name(required=True, metadata={"description": "The slug of the body whose use it is from now on"})
    reason = Text(1000, required=True)
    on = Day(metadata={"description": "Today unless said; not before the last step"})


ImportRowPageSchema = page_schema(ImportRowSchema)
CertificationPageSchema = page_schema(CertificationSchema)
