"""What a body asks of what it takes into use, on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.base import Map, Text, Whole, one_of

SEVERITIES = ("none", "low", "medium", "high", "critical")
YANK_REASONS = ("other", "invalid", "security", "deprecated", "renamed")
CONFIRMATIONS = ("conformance", "signature", "sbom", "security_report")
RULES = (
    "minimum_severity",
    "yank_reasons",
    "cool_down_days",
    "licenses",
    "security_level",
    "required_confirmations",
)
VERDICTS = ("met", "warned", "unmet")


def _some_of(words: tuple[str, ...], **options: Any) -> fields.List[Any]:
    return fields.List(one_of(words), validate=validate.Length(max=len(words)), **options)


class AdoptionRulesSchema(Schema):
    """A rule that is left out or null asks for nothing."""

    minimum_severity = one_of(
        SEVERITIES, allow_none=True, metadata={"description": "An advisory of it or above stands in the way"}
    )
    yank_reasons = _some_of(
        YANK_REASONS, metadata={"description": "Versions yanked for these are not taken into use, even when planned"}
    )
    cool_down_days = Whole(0, 365, allow_none=True, metadata={"description": "A version must have been out that long"})
    licenses = fields.List(
        Text(200),
        validate=validate.Length(max=200),
        metadata={"description": "SPDX expressions that are allowed; none named: all are"},
    )
    security_level = Whole(1, 4, allow_none=True, metadata={"description": "The lowest level of protection (等保)"})
    required_confirmations = _some_of(CONFIRMATIONS)
    due_days = Map(
        keys=one_of(SEVERITIES[1:]),
        values=Whole(0, 180),
        metadata={
            "description": "Days to act on an advisory, by severity: shorter than 7, 30, 90 and 180, never longer"
        },
    )


class AdoptionPolicySchema(Schema):
    organisation = fields.String(required=True)
    minimum_severity = one_of(SEVERITIES, required=True, allow_none=True)
    yank_reasons = fields.List(one_of(YANK_REASONS), required=True)
    cool_down_days = fields.Integer(required=True, allow_none=True)
    licenses = fields.List(fields.String(), required=True)
    security_level = fields.Integer(required=True, allow_none=True)
    required_confirmations = fields.List(one_of(CONFIRMATIONS), required=True)
    due_days = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    updated_at = fields.DateTime(required=True)


class PolicyCheckSchema(Schema):
    component = fields.String(required=True, validate=validate.Length(max=129))
    version = fields.String(allow_none=True, validate=validate.Length(max=64))


class FindingSchema(Schema):
    rule = one_of(RULES, required=True)
    verdict = one_of(VERDICTS, required=True)
    why = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class FindingsSchema(Schema):
    policy_of = fields.String(
        required=True, allow_none=True, metadata={"description": "Whose policy it is: the body's own, or its city's"}
    )
    findings = fields.List(fields.Nested(FindingSchema), required=True)
