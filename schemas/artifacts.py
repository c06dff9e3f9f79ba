"""Artifacts, manifests and signatures on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Text, Whole, one_of
from schemas.paging import page_schema

ROLES = ("package", "image", "source", "interface", "sbom", "deployment", "documentation", "data", "other")
SCANS = ("unscanned", "clean", "held")
SIGNATURE_STATES = ("good", "key_retired", "key_expired", "key_revoked")
DIGEST = r"sha256:[0-9a-f]{64}\Z"


def digest(**options: object) -> fields.String:
    """A SHA-256 as `sha256:` with 64 small hexadecimal digits."""
    return fields.String(validate=validate.Regexp(DIGEST), **options)  # type: ignore[arg-type]


class RemovalNoticeSchema(Schema):
    """That the law removed the bytes: since which day, why and by which law."""

    on = fields.Date(required=True)
    reason = fields.String(required=True)
    legal_basis = fields.String(required=True)


class ArtifactSchema(Schema):
    """A named part of a version: a file kept here, or a reference to one kept elsewhere (`location`)."""

    id = fields.UUID(required=True)
    component = fields.String(required=True)
    version = fields.String(required=True)
    filename = fields.String(required=True)
    role = one_of(ROLES, required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True, allow_none=True)
    digest = digest(required=True)
    location = fields.String(required=True, allow_none=True)
    manifest = fields.Integer(required=True, metadata={"description": "The first manifest that lists it"})
    added_at = fields.DateTime(required=True)
    removed = fields.Nested(RemovalNoticeSchema, required=True, allow_none=True)
    scan = one_of(SCANS, required=True, allow_none=True, metadata={"description": "null for what is kept elsewhere"})


class ArtifactUploadArguments(Schema):
    """What is said of a file that is sent as it is, beside its type in Content-Type."""

    role = one_of(ROLES, metadata={"description": "What it is for; by its name where it is not said"})


class ReferenceSchema(Schema):
    """An artifact that is kept elsewhere."""

    filename = fields.String(required=True, validate=validate.Length(min=1, max=200))
    role = one_of(ROLES, required=True)
    location = fields.String(
        required=True,
        validate=validate.Length(min=1, max=1000),
        metadata={
            "description": "oci://registry/repository[:tag]@sha256:…, git+https://host/repository@tag#commit, "
            "pkg:type/name@version or https://…"
        },
    )
    digest = digest(required=True)
    size = Whole(0, 2**53 - 1)
    media_type = fields.String(validate=validate.Length(min=3, max=100))


class RemovalSchema(Schema):
    reason = Text(2000, required=True)
    legal_basis = Text(500, required=True, metadata={"description": "The law and the decision that ask for it"})


class ManifestSummarySchema(Schema):
    number = fields.Integer(required=True)
    digest = digest(required=True)
    created_at = fields.DateTime(required=True)
    artifacts = fields.Integer(required=True, metadata={"description": "How many it lists"})


class StatedReleaseSchema(Schema):
    """What was published. Components are named by their ids."""

    number = fields.String(required=True)
    label = fields.String(required=True, allow_none=True)
    notes = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    requires = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    platforms = fields.List(fields.String(), required=True)
    platform_requirements = fields.List(fields.Dict(), required=True)
    external_requirements = fields.List(fields.Dict(), required=True)


class ListedArtifactSchema(Schema):
    filename = fields.String(required=True)
    role = one_of(ROLES, required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True, allow_none=True)
    digest = digest(required=True)
    location = fields.String(required=True, allow_none=True)
    removed = fields.Nested(RemovalNoticeSchema, required=True, allow_none=True)


class ManifestSchema(Schema):
    """Canonical JSON: the bytes as they are sent are what is signed."""

    type = fields.String(required=True)
    manifest = fields.Integer(required=True)
    previous = digest(required=True, allow_none=True)
    component = fields.UUID(required=True)
    release = fields.Nested(StatedReleaseSchema, required=True)
    artifacts = fields.List(fields.Nested(ListedArtifactSchema), required=True)


class SignSchema(Schema):
    manifest = Whole(1, 2**31 - 1, required=True)
    key = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z"))
    signature = fields.String(required=True, validate=validate.Length(min=1, max=200))


class SignatureSchema(Schema):
    id = fields.UUID(required=True)
    manifest = fields.Integer(required=True)
    manifest_digest = digest(required=True)
    key = fields.String(required=True, metadata={"description": "The fingerprint of the key"})
    organisation = fields.String(required=True)
    signature = fields.String(required=True, metadata={"description": "64 bytes in base64"})
    signed_at = fields.DateTime(required=True)
    state = one_of(SIGNATURE_STATES, required=True, metadata={"description": "As it is judged now"})
    is_good = fields.Boolean(required=True)
    compromised_at = fields.DateTime(required=True, allow_none=True)
    explanation = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


ArtifactPageSchema = page_schema(ArtifactSchema)
ManifestSummaryPageSchema = page_schema(ManifestSummarySchema)
SignaturePageSchema = page_schema(SignatureSchema)
