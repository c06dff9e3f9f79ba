"""Keys of organisations on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Moment, Text, one_of
from schemas.paging import page_schema

ALGORITHMS = ("ed25519",)
KEY_STATES = ("active", "retired", "expired", "revoked")


class KeyAddSchema(Schema):
    public_key = fields.String(
        required=True,
        validate=validate.Length(min=1, max=2000),
        metadata={"description": "An Ed25519 key: 32 bytes in base64, or PEM with a SubjectPublicKeyInfo"},
    )
    proof = fields.String(
        required=True,
        validate=validate.Length(min=1, max=200),
        metadata={
            "description": "The key's signature in base64 over the text "
            "`shared-component-registry key {organisation} {fingerprint}`, without a line end"
        },
    )
    label = Text(100, blank=True, load_default="")
    expires_at = Moment()


class KeyRevokeSchema(Schema):
    reason = Text(2000, required=True)
    compromised_at = Moment(
        metadata={"description": "Since when it cannot be trusted; since it was registered unless said"}
    )


class KeySchema(Schema):
    """A public key with which an organisation signs. `fingerprint` is the SHA-256 of its bytes."""

    fingerprint = fields.String(required=True)
    organisation = fields.String(required=True)
    algorithm = one_of(ALGORITHMS, required=True)
    public_key = fields.String(required=True, metadata={"description": "The bytes of the key in base64"})
    label = fields.String(required=True)
    state = one_of(KEY_STATES, required=True)
    created_at = fields.DateTime(required=True)
    expires_at = fields.DateTime(required=True, allow_none=True)
    retired_at = fields.DateTime(required=True, allow_none=True)
    revoked_at = fields.DateTime(required=True, allow_none=True)
    compromised_at = fields.DateTime(required=True, allow_none=True)
    revocation_reason = fields.String(required=True, allow_none=True)


KeyPageSchema = page_schema(KeySchema)
