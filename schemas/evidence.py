"""What stands behind an adoption on the wire: evidence, and another side's word on it."""

from marshmallow import Schema, fields, validate

from schemas.base import Text, one_of, web_address
from schemas.paging import page_schema

EVIDENCE_KINDS = ("deployment", "acceptance", "contract", "usage", "cost", "statement", "link", "other")
EVIDENCE_STATUSES = ("submitted", "held", "accepted", "rejected")
CONFIRMERS = ("publisher", "assessor", "administrator")
VERDICTS = ("confirmed", "disputed")
DECISIONS = ("accept", "reject")


class EvidenceAddSchema(Schema):
    """A link, a statement, or the digest of a file that is kept elsewhere. The address is never fetched."""

    kind = one_of(EVIDENCE_KINDS, required=True)
    title = Text(200)
    url = web_address()
    sha256 = fields.String(validate=validate.Regexp(r"[0-9a-f]{64}\Z"))


class EvidenceUploadArguments(Schema):
    """What is said of a file of evidence, beside its type in Content-Type."""

    kind = one_of(EVIDENCE_KINDS, load_default="other")
    title = Text(200)


class EvidenceRecordSchema(Schema):
    id = fields.UUID(required=True)
    adoption = fields.UUID(required=True)
    kind = one_of(EVIDENCE_KINDS, required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    filename = fields.String(required=True, allow_none=True)
    media_type = fields.String(required=True, allow_none=True)
    size = fields.Integer(required=True, allow_none=True)
    sha256 = fields.String(required=True, allow_none=True)
    file = fields.String(required=True, allow_none=True, metadata={"description": "Where its bytes are, if kept here"})
    status = one_of(EVIDENCE_STATUSES, required=True)
    reason = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        allow_none=True,
        metadata={"description": "Why it is held"},
    )
    same_as = fields.List(
        fields.UUID(),
        required=True,
        allow_none=True,
        metadata={"description": "Adoptions with the same content: to administrators, where it is held"},
    )
    submitted_by = fields.String(required=True)
    submitted_at = fields.DateTime(required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class EvidenceDecisionSchema(Schema):
    decision = one_of(DECISIONS, required=True)
    note = Text(2000)


class ConfirmationMakeSchema(Schema):
    verdict = one_of(VERDICTS, load_default="confirmed")
    version = fields.String(
        validate=validate.Length(min=1, max=64), metadata={"description": "The version that was seen to run"}
    )
    note = Text(2000)


class ConfirmationWithdrawalSchema(Schema):
    reason = Text(2000, required=True)


class ConfirmationSchema(Schema):
    id = fields.UUID(required=True)
    adoption = fields.UUID(required=True)
    organisation = fields.String(required=True)
    confirmer = one_of(CONFIRMERS, required=True)
    verdict = one_of(VERDICTS, required=True)
    version = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)
    withdrawn_at = fields.DateTime(required=True, allow_none=True)
    withdrawal_reason = fields.String(required=True, allow_none=True)


EvidencePageSchema = page_schema(EvidenceRecordSchema)
ConfirmationPageSchema = page_schema(ConfirmationSchema)
