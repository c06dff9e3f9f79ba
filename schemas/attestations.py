"""Signs of life on the wire: keys, nonces and attestations."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate, validates_schema

from schemas.base import Moment, Text, one_of
from schemas.paging import page_schema

ATTESTATION_METHODS = ("signed", "signed_file", "statement")
USAGE_BUCKETS = ("0", "1-99", "100-9999", "10000-999999", "1000000+")


class AttestationKeySchema(Schema):
    """A key of an adoption, without what it signs with."""

    number = fields.Integer(required=True)
    created_at = fields.DateTime(required=True)
    created_by = fields.String(required=True)
    revoked_at = fields.DateTime(required=True, allow_none=True)


class AttestationKeyIssuedSchema(AttestationKeySchema):
    key = fields.String(required=True, metadata={"description": "32 bytes in base64: shown in this answer only"})
    algorithm = fields.String(required=True)


class NonceAskSchema(Schema):
    offline = fields.Boolean(
        load_default=False,
        truthy={True},
        falsy={False},
        metadata={"description": "For a deployment that is reached by hand: good for 30 days"},
    )


class NonceSchema(Schema):
    nonce = fields.String(required=True)
    expires_at = fields.DateTime(required=True)
    key_number = fields.Integer(required=True)


class AttestationMakeSchema(Schema):
    """Either a deployment's answer to a nonce (`nonce` and `signature`), or the word of a named person (`statement` and
    `stated_by`).
    """

    nonce = fields.String(validate=validate.Length(min=1, max=100))
    signature = fields.String(
        validate=validate.Regexp(r"[0-9a-fA-F]{64}\Z"),
        metadata={"description": "HMAC-SHA256 of nonce, version and usage, each on a line, in hexadecimal digits"},
    )
    signed_at = Moment(metadata={"description": "When it was signed, for a file that was carried here"})
    version = fields.String(
        validate=validate.Length(min=1, max=64), metadata={"description": "The version that runs, if it is told"}
    )
    usage = one_of(USAGE_BUCKETS, metadata={"description": "How often it was called since the last sign of life"})
    statement = Text(2000)
    stated_by = Text(100, metadata={"description": "The name of the person who says so"})

    @pre_load
    def leave_out_empty_lines(self, payload: Any, **_: Any) -> Any:
        """A deployment that tells neither version nor usage signs empty lines, and may send them as they are."""
        if not isinstance(payload, dict):
            return payload
        return {name: said for name, said in payload.items() if name not in {"version", "usage"} or said != ""}

    @validates_schema
    def check_form(self, payload: dict[str, Any], **_: Any) -> None:
        spoken = bool(payload.keys() & {"statement", "stated_by"})
        wanted = ("statement", "stated_by") if spoken else ("nonce", "signature")
        missing = {name: ["Missing data for required field."] for name in wanted if name not in payload}
        surplus = ("nonce", "signature", "signed_at", "usage") if spoken else ()
        unknown = {name: ["Unknown field."] for name in surplus if name in payload}
        if missing or unknown:
            raise ValidationError({**missing, **unknown})


class AttestationSchema(Schema):
    id = fields.UUID(required=True)
    adoption = fields.UUID(required=True)
    method = one_of(ATTESTATION_METHODS, required=True)
    on = fields.Date(required=True)
    version = fields.String(required=True, allow_none=True)
    usage = one_of(USAGE_BUCKETS, required=True, allow_none=True)
    statement = fields.String(required=True, allow_none=True)
    stated_by = fields.String(required=True, allow_none=True)
    recorded_at = fields.DateTime(required=True)
    recorded_by = fields.String(required=True)


AttestationKeyPageSchema = page_schema(AttestationKeySchema)
AttestationPageSchema = page_schema(AttestationSchema)
