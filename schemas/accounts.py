"""Tokens and members on the wire."""

from marshmallow import Schema, fields, validate

from schemas.base import Name, Text, Whole, one_of
from schemas.paging import PageArguments, page_schema

ROLES = (
    "manager",
    "publisher",
    "adopter",
    "approver",
    "leader",
    "entity_user",
    "assessor",
    "administrator",
    "security_administrator",
    "auditor",
)


class TokenIssueSchema(Schema):
    scopes = fields.List(
        fields.String(validate=validate.Length(max=120)),
        required=True,
        validate=validate.Length(min=1, max=20),
    )
    organisation = Name(metadata={"description": "The token's own organisation unless said"})
    days = Whole(1, 365, metadata={"description": "Until it expires; 90 unless said"})
    label = Text(100, blank=True)


class TokenSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.String(required=True)
    label = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    created_at = fields.DateTime(required=True)
    expires_at = fields.DateTime(required=True)
    revoked_at = fields.DateTime(required=True, allow_none=True)


class TokenIssuedSchema(TokenSchema):
    token = fields.String(required=True, metadata={"description": "Shown this once"})


class TokenListArguments(PageArguments):
    organisation = Name()


class MemberAddSchema(Schema):
    login = Name(required=True)
    display_name = Text(100, required=True)
    role = one_of(ROLES, required=True)


class MemberSchema(Schema):
    login = fields.String(required=True)
    display_name = fields.String(required=True)
    role = one_of(ROLES, required=True)
    valid_from = fields.Date(required=True)


TokenPageSchema = page_schema(TokenSchema)
MemberPageSchema = page_schema(MemberSchema)
