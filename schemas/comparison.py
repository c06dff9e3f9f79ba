"""Comparing on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import one_of

VERDICTS = ("none", "compatible", "breaking", "unknown")
STEPS = ("same", "prerelease", "patch", "minor", "major")
ORDERS = ("newer", "older", "same")
BASES = ("interface", "number")
RELATIONS = ("narrower", "wider", "other")
SEVERITIES = ("error", "warning")


def _texts() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class InterfaceChangeSchema(Schema):
    kind = fields.String(required=True, metadata={"description": "Such as property_removed"})
    operation = fields.String(required=True, allow_none=True, metadata={"description": "Such as GET /spots"})
    where = fields.String(required=True, metadata={"description": "A JSON pointer, as the place is reached from there"})
    verdict = one_of(VERDICTS, required=True)
    text = _texts()


class InterfaceComparisonSchema(Schema):
    verdict = one_of(VERDICTS, required=True)
    total = fields.Integer(required=True, metadata={"description": "How many changes there are; 300 are listed"})
    changes = fields.List(fields.Nested(InterfaceChangeSchema), required=True)
    why = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        allow_none=True,
        metadata={"description": "Why nothing can be said, where a document is lacking"},
    )


class ReleasedSchema(Schema):
    number = fields.String(required=True)
    published_at = fields.DateTime(required=True)
    is_yanked = fields.Boolean(required=True)
    notes = _texts()


class NumberSaysSchema(Schema):
    step = one_of(STEPS, required=True)
    verdict = one_of(VERDICTS, required=True)


class ReasonSchema(Schema):
    verdict = one_of(VERDICTS, required=True)
    text = _texts()


class RequirementChangesSchema(Schema):
    """Entries as the versions have them; what changed also has `old`, `new` (specifiers) and `relation`."""

    added = fields.List(fields.Dict(keys=fields.String()), required=True)
    removed = fields.List(fields.Dict(keys=fields.String()), required=True)
    changed = fields.List(fields.Dict(keys=fields.String()), required=True)


class WordsSchema(Schema):
    added = fields.List(fields.String(), required=True)
    removed = fields.List(fields.String(), required=True)


class RoleSizeSchema(Schema):
    role = fields.String(required=True)
    old = fields.Integer(required=True)
    new = fields.Integer(required=True)


class SizeSchema(Schema):
    """Bytes."""

    old = fields.Integer(required=True)
    new = fields.Integer(required=True)
    roles = fields.List(fields.Nested(RoleSizeSchema), required=True)


class ComparedArtifactSchema(Schema):
    filename = fields.String(required=True)
    role = fields.String(required=True)
    size = fields.Integer(required=True, allow_none=True)


class ChangedArtifactSchema(Schema):
    role = fields.String(required=True)
    old = fields.Nested(ComparedArtifactSchema, required=True)
    new = fields.Nested(ComparedArtifactSchema, required=True)


class ArtifactChangesSchema(Schema):
    added = fields.List(fields.Nested(ComparedArtifactSchema), required=True)
    removed = fields.List(fields.Nested(ComparedArtifactSchema), required=True)
    changed = fields.List(fields.Nested(ChangedArtifactSchema), required=True)


# `from` is a word of Python.
VersionComparisonSchema = Schema.from_dict(
    {
        "component": fields.String(required=True),
        "from": fields.Nested(ReleasedSchema, required=True),
        "to": fields.Nested(ReleasedSchema, required=True),
        "order": one_of(ORDERS, required=True, metadata={"description": "Of `to`, seen from `from`"}),
        "days_between": fields.Integer(required=True),
        "verdict": one_of(VERDICTS, required=True),
        "basis": one_of(BASES, required=True, metadata={"description": "What the verdict stands on"}),
        "because": fields.List(fields.Nested(ReasonSchema), required=True),
        "number_says": fields.Nested(NumberSaysSchema, required=True),
        "computed": one_of(VERDICTS, required=True, metadata={"description": "The verdict without the number"}),
        "breaks_promise": fields.Boolean(
            required=True, metadata={"description": "The number promises to be compatible, and the interface breaks"}
        ),
        "interface": fields.Nested(InterfaceComparisonSchema, required=True),
        "requires": fields.Nested(RequirementChangesSchema, required=True),
        "platform_requirements": fields.Nested(RequirementChangesSchema, required=True),
        "external_requirements": fields.Nested(RequirementChangesSchema, required=True),
        "platforms": fields.Nested(WordsSchema, required=True),
        "size": fields.Nested(SizeSchema, required=True),
        "artifacts": fields.Nested(ArtifactChangesSchema, required=True),
    },
    name="VersionComparisonSchema",
)


class ComparisonArguments(Schema):
    component = fields.List(
        fields.String(validate=validate.Length(max=129)),
        required=True,
        validate=validate.Length(max=20),
        metadata={"description": "Two to four, as publisher/name"},
    )


class ComparedComponentSchema(Schema):
    component = fields.String(required=True)
    title = _texts()
    is_demo = fields.Boolean(required=True)


class ComparisonRowSchema(Schema):
    attribute = fields.String(required=True)
    differs = fields.Boolean(required=True)
    values = fields.List(
        fields.Raw(allow_none=True),
        required=True,
        metadata={"description": "One for each component, in the words of the description; null where it says nothing"},
    )


class ComparisonSchema(Schema):
    components = fields.List(fields.Nested(ComparedComponentSchema), required=True)
    rows = fields.List(fields.Nested(ComparisonRowSchema), required=True)


class InterfaceProblemSchema(Schema):
    line = fields.Integer(required=True)
    pointer = fields.String(required=True)
    severity = one_of(SEVERITIES, required=True)
    message = _texts()


class InterfaceCheckSchema(Schema):
    title = fields.String(required=True, allow_none=True)
    version = fields.String(required=True, allow_none=True)
    operations = fields.List(fields.String(), required=True)
    comparable = fields.Boolean(required=True, metadata={"description": "Whether no problem is an error"})
    problems = fields.List(fields.Nested(InterfaceProblemSchema), required=True)


class UpgradeSchema(Schema):
    version = fields.String(required=True)
    verdict = one_of(VERDICTS, required=True)
    by = one_of(BASES, required=True, metadata={"description": "What the verdict stands on"})
