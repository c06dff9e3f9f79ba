"""Adoptions on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.adoption_record import (
    CONTRIBUTIONS,
    LEVELS,
    EnvironmentSchema,
    HandedOverSchema,
    LegacySystemSchema,
    ResponsibilitySchema,
    ServiceLevelSchema,
)
from schemas.base import Day, Name, Text, one_of
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


def policy_exception_text() -> Text:
    """Why something is taken into use that the policy of the one whose use it is does not allow."""
    return Text(500, metadata={"description": "The reason for an exception from one's own policy"})


class AdoptionBeginSchema(Schema):
    adopter = Name(required=True)
    component = fields.String(required=True, validate=validate.Length(max=129))
    version = fields.String(validate=validate.Length(max=64))
    mode = one_of(MODES, required=True)
    scenario = Text(100)
    operator = Name()
    on_behalf_of = Name()
    on = Day(metadata={"description": "The day it was planned; today unless said"})
    policy_exception = policy_exception_text()


class TransitionSchema(Schema):
    to = one_of(STAGES, required=True)
    version = fields.String(validate=validate.Length(max=64))
    on = Day()
    note = Text(2000)
    evidence = fields.List(Evidence(EvidenceSchema), load_default=list, validate=validate.Length(max=50))
    policy_exception = policy_exception_text()


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
    departments = fields.List(fields.String(), required=True)
    levels = fields.List(one_of(LEVELS), required=True)
    legacy_systems = fields.List(fields.Nested(LegacySystemSchema), required=True)
    contributions = fields.List(one_of(CONTRIBUTIONS), required=True)
    responsibilities = fields.List(fields.Nested(ResponsibilitySchema), required=True)
    sla = fields.Nested(ServiceLevelSchema, required=True)
    environment = fields.Nested(EnvironmentSchema, required=True)
    handover = fields.Nested(HandedOverSchema, required=True)
    trial_ends_on = fields.Date(required=True, allow_none=True)
    attested_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "The day of the last sign of life"}
    )
    alive_until = fields.Date(
        required=True, allow_none=True, metadata={"description": "When that has worn off; null where it does not run"}
    )
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


AdoptionPageSchema = page_schema(AdoptionSchema)
