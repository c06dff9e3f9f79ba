"""How tokens and members read on the wire. Never with a secret."""

from typing import Any

from registry.accounts.models import Membership, Token
from registry.kit.clock import format_instant


def token_document(token: Token) -> dict[str, Any]:
    return {
        "id": str(token.public_id),
        "organisation": token.organisation.slug,
        "label": token.label,
        "scopes": token.scopes,
        "created_at": format_instant(token.created_at),
        "expires_at": format_instant(token.expires_at),
        "revoked_at": format_instant(token.revoked_at) if token.revoked_at else None,
    }


def member_document(membership: Membership) -> dict[str, Any]:
    return {
        "login": membership.person.login,
        "display_name": membership.person.display_name,
        "role": membership.role,
        "valid_from": membership.valid_from.isoformat(),
    }
