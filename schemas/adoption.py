"""Adoptions on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import Day, Name, Text, one_of
from schemas.comparison import UpgradeSchema
from schemas.paging import PageArguments, page_schema

STAGES = ("planned", "approved", "pilot", "live", "suspended", "retired")
MODES = ("new", "integrate", "replace")


class EvidenceSchema(Schema):
    kind = Text(60, required=True)
    title = Text(200)
    url = fields.Url(schemes={"http", "https"}, validate=validate.Length(max=500))
    sha256 = fields.String(validate=validate.Regexp(r"[0-9a-f]{64}\Z"))


class Evidence(fields.Nested):
    """A piece of evidence; a plain text is taken as a statement, a plain address as a link."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, str):
            is_link = value.startswith(("http://", "https://"))
            value = {"kind": "link", "url": value} if is_link else {"kind": "statement", "title": value}
        return super()._deserialize(value, attr, data, partial, **kwargs)


class AdoptionBeginSchema(Schema):
    adopter = Name(required=True)
    component = fields.String(required=True, validate=validate.Length(max=129))
    version = fields.String(validate=validate.Length(max=64))
    mode = one_of(MODES, required=True)
    scenario = Text(100)
    operator = Name()
    on_behalf_of = Name()
    on = Day(metadata={"description": "The day it was planned; today unless said"})


class TransitionSchema(Schema):
    to = one_of(STAGES, required=True)
    version = fields.String(validate=validate.Length(max=64))
    on = Day()
    note = Text(2000)
    evidence = fields.List(Evidence(EvidenceSchema), load_default=list, validate=validate.Length(max=50))


class StepSchema(Schema):
    stage = one_of(STAGES, required=True)
    version = fields.String(required=True, allow_none=True)
    on = fields.Date(required=True)
    note = fields.String(required=True, allow_none=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    recorded_at = fields.DateTime(required=True)


class AdoptionSchema(Schema):
    id = fields.UUID(required=True)
    adopter = fields.String(required=True)
    on_behalf_of = fields.String(required=True, allow_none=True)
    component = fields.String(required=True)
    version = fields.String(required=True, allow_none=True)
    stage = one_of(STAGES, required=True)
    stage_since = fields.Date(required=True)
    next_stages = fields.List(one_of(STAGES), required=True)
    mode = one_of(MODES, required=True)
    scenario = fields.String(required=True, allow_none=True)
    operator = fields.String(required=True, allow_none=True)
    is_demo = fields.Boolean(required=True)
    created_at = fields.DateTime(required=True)
    history = fields.List(fields.Nested(StepSchema), required=True)


class AdoptionListArguments(PageArguments):
    FILTERS = ("adopter", "component", "version", "stage", "operator")

    adopter = Name()
    component = fields.String(validate=validate.Length(max=129))
    version = fields.String(validate=validate.Length(max=64))
    stage = one_of(STAGES)
    operator = Name()


ADVICE = ("advisory", "quarantined", "yanked", "deprecated", "retired", "version_unknown", "behind")


class AdviceSchema(Schema):
    code = one_of(ADVICE, required=True)
    text = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class WarnedSchema(Schema):
    """An advisory on the version that runs."""

    identifier = fields.String(required=True)
    severity = fields.String(required=True, allow_none=True)
    summary = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    fixed_in = fields.List(fields.String(), required=True)
    move_to = fields.String(
        required=True, allow_none=True, metadata={"description": "The first fixed version that can be moved to"}
    )


class UpdateSchema(Schema):
    """Something a city runs that needs attention, and what to do; the most urgent advice first."""

    adoption = fields.UUID(required=True)
    adopter = fields.String(required=True)
    component = fields.String(required=True)
    status = fields.String(required=True, metadata={"description": "The component's"})
    version = fields.String(required=True, allow_none=True, metadata={"description": "The one adopted, where known"})
    is_yanked = fields.Boolean(required=True)
    is_quarantined = fields.Boolean(required=True)
    latest = fields.String(required=True, allow_none=True)
    is_behind = fields.Boolean(required=True)
    successor = fields.String(required=True, allow_none=True)
    compatible = fields.Nested(
        UpgradeSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The newest version shown to be compatible"},
    )
    breaking = fields.Nested(
        UpgradeSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The newest beyond that one, which is not"},
    )
    advisories = fields.List(fields.Nested(WarnedSchema), required=True)
    advice = fields.List(fields.Nested(AdviceSchema), required=True)


AdoptionPageSchema = page_schema(AdoptionSchema)
UpdatePageSchema = page_schema(UpdateSchema)
