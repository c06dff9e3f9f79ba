"""RFC 9457: how every refusal reads."""

from marshmallow import Schema, fields


class FieldProblemSchema(Schema):
    pointer = fields.String(required=True, metadata={"description": "JSON pointer to the field"})
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """A refusal."""

    type = fields.Url(required=True, metadata={"description": "Opens a page that explains it"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    code = fields.String(required=True, metadata={"description": "A stable word, e.g. version_taken"})
    errors = fields.List(fields.Nested(FieldProblemSchema))
    path = fields.List(
        fields.String(), metadata={"description": "Of dependency_cycle: the components in order, the first again last"}
    )
    findings = fields.List(
        fields.Dict(keys=fields.String()), metadata={"description": "Of policy_not_met: what every rule says, and why"}
    )
    possible_on = fields.Date(metadata={"description": "Of notice_needed: the day from which on it is possible"})
