"""Resolutions on the wire: requirements in, pins or an explained conflict out."""

from marshmallow import Schema, fields, validate

from schemas.base import Name, one_of
from schemas.problem import ProblemSchema

MAX_REQUIREMENTS = 1000
REASONS = ("installed", "newest_stable", "newest_accepted", "newest_fitting", "prerelease")
ACTIONS = ("keep", "install", "upgrade", "downgrade")
WARNINGS = ("yanked", "deprecated", "retired", "platform", "breaks")
CHANGES = ("relax", "drop")


def _texts() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class ResolutionRequirementSchema(Schema):
    component = fields.String(required=True, validate=validate.Length(min=1, max=129))
    specifier = fields.String(
        load_default="", validate=validate.Length(max=200), metadata={"description": "PEP 440; empty for any version"}
    )


class ResolutionAskSchema(Schema):
    requirements = fields.List(
        fields.Nested(ResolutionRequirementSchema),
        required=True,
        validate=validate.Length(min=1, max=MAX_REQUIREMENTS),
    )
    city = Name(metadata={"description": "Whose landscape is kept as far as it can be; needs a token of that city"})
    prereleases = fields.Boolean(
        load_default=False, truthy={True}, falsy={False}, metadata={"description": "Whether pre-releases are as good"}
    )


class AskerSchema(Schema):
    """Who asks for a component. Without a component it is whoever put the question."""

    component = fields.String(required=True, allow_none=True)
    version = fields.String(required=True, allow_none=True)
    specifier = fields.String(required=True)


class PinWarningSchema(Schema):
    code = one_of(WARNINGS, required=True)
    text = _texts()


class PinSchema(Schema):
    component = fields.String(required=True)
    version = fields.String(required=True)
    why = _texts()
    reason = one_of(REASONS, required=True)
    action = one_of(ACTIONS, required=True)
    was = fields.String(required=True, allow_none=True, metadata={"description": "The version that the city runs now"})
    requested_by = fields.List(fields.Nested(AskerSchema), required=True)
    warnings = fields.List(fields.Nested(PinWarningSchema), required=True)


class ResolutionSchema(Schema):
    """Versions that fit together, in the order in which they were decided."""

    pins = fields.List(fields.Nested(PinSchema), required=True)
    position = fields.Integer(
        required=True, metadata={"description": "The newest event of the log when this was answered"}
    )


class FactAskerSchema(Schema):
    component = fields.String(required=True)
    versions = fields.List(fields.String(), required=True)


class ConflictSchema(Schema):
    """That somebody asks for a component: without `asked_by` it is whoever put the question."""

    text = _texts()
    asked_by = fields.Nested(FactAskerSchema, required=True, allow_none=True)
    component = fields.String(required=True)
    specifier = fields.String(required=True)


class ChangeStepSchema(Schema):
    kind = one_of(CHANGES, required=True)
    component = fields.String(required=True)
    from_ = fields.String(required=True, data_key="from", attribute="from")
    to = fields.String(required=True, allow_none=True)


class ChangeSchema(Schema):
    """A change after which there is an answer, and the requirements after it."""

    text = _texts()
    steps = fields.List(fields.Nested(ChangeStepSchema), required=True)
    requirements = fields.List(fields.Nested(ResolutionRequirementSchema), required=True)


class ResolutionConflictSchema(ProblemSchema):
    """What `resolution_conflict` says beside the usual: the smallest changes come first."""

    conflicts = fields.List(fields.Nested(ConflictSchema))
    changes = fields.List(fields.Nested(ChangeSchema))
