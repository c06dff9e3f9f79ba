"""Publishing by machines, and releases that wait for a person, on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Map, Name, Text, one_of
from schemas.catalogue import VersionPublishSchema
from schemas.paging import PageArguments, page_schema

STAGES = ("staged", "approved", "rejected", "expired")


class ProviderAddSchema(Schema):
    issuer = fields.String(
        required=True,
        validate=validate.Length(max=300),
        metadata={"description": "As it stands in the `iss` of its tokens"},
    )
    label = Text(100, blank=True)


class ProviderSchema(Schema):
    id = fields.UUID(required=True)
    issuer = fields.String(required=True)
    label = fields.String(required=True)
    created_at = fields.DateTime(required=True)


class TrustSchema(Schema):
    provider = fields.String(
        required=True, validate=validate.Length(max=300), metadata={"description": "The issuer of an identity provider"}
    )
    claims = Map(
        keys=fields.String(validate=validate.Length(max=100)),
        values=Text(500),
        required=True,
        validate=validate.Length(min=1, max=20),
        metadata={"description": "What its tokens must say of the machine, each letter by letter"},
    )
    components = fields.String(
        load_default="*",
        validate=validate.Length(max=64),
        metadata={"description": "The name of a component, or its beginning and a *"},
    )
    stages_only = fields.Boolean(load_default=True, metadata={"description": "A person approves what it makes"})
    label = Text(100, blank=True)


class TrustedPublisherSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    provider = fields.String(required=True)
    claims = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    components = fields.String(required=True)
    stages_only = fields.Boolean(required=True)
    label = fields.String(required=True)
    created_at = fields.DateTime(required=True)


class AudienceSchema(Schema):
    audience = fields.String(required=True, metadata={"description": "Whom an identity token must be made for"})
    minutes = fields.Integer(
        required=True, metadata={"description": "How long the token lasts that it is exchanged for"}
    )


class ExchangeSchema(Schema):
    organisation = Name(required=True)
    token = fields.String(
        required=True,
        validate=validate.Length(max=16 * 1024),
        metadata={"description": "The identity token of the job"},
    )


class MachineTokenSchema(Schema):
    token = fields.String(required=True, metadata={"description": "Shown this once"})
    organisation = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    stages_only = fields.Boolean(required=True)
    expires_at = fields.DateTime(required=True)


class OriginSchema(Schema):
    """Where a version came from, as the identity provider of the machine said that made it."""

    component = fields.String(required=True)
    number = fields.String(required=True)
    issuer = fields.String(required=True)
    claims = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    approved_by = fields.String(
        required=True, allow_none=True, metadata={"description": "Whose person approved it; null where none was asked"}
    )
    recorded_at = fields.DateTime(required=True)


class StageSchema(VersionPublishSchema):
    """What is to be published once a person approves: what POST …/versions takes."""


class StagedArtifactSchema(Schema):
    filename = fields.String(required=True)
    role = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    digest = fields.String(required=True)


class StagedOriginSchema(Schema):
    issuer = fields.String(required=True)
    claims = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class StagedSchema(Schema):
    id = fields.UUID(required=True)
    component = fields.String(required=True)
    number = fields.String(required=True)
    status = one_of(STAGES, required=True)
    version = fields.Dict(required=True, metadata={"description": "What is to be published"})
    artifacts = fields.List(fields.Nested(StagedArtifactSchema), required=True)
    origin = fields.Nested(StagedOriginSchema, required=True, allow_none=True)
    staged_at = fields.DateTime(required=True)
    expires_at = fields.DateTime(required=True)
    decided_at = fields.DateTime(required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True, metadata={"description": "Whose person decided"})
    reasons = fields.String(required=True, allow_none=True)


class StagedListArguments(PageArguments):
    status = one_of(STAGES)


class ApprovalSchema(Schema):
    reasons = Text(2000, blank=True)


class RejectionSchema(Schema):
    reasons = Text(2000, required=True)


ProviderPageSchema = page_schema(ProviderSchema)
TrustedPublisherPageSchema = page_schema(TrustedPublisherSchema)
StagedPageSchema = page_schema(StagedSchema)
