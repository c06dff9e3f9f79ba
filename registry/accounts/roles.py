"""What a role allows, and what kind of organisation may hold which scope."""

from collections.abc import Collection
from typing import Final

_WRITES: Final = frozenset({"catalogue:write", "adoption:write", "collaboration:write"})

ROLE_SCOPES: Final = {
    "manager": _WRITES | {"assessment:write", "evaluation:write", "organisation:manage"},
    "publisher": frozenset({"catalogue:write"}),
    "adopter": frozenset({"adoption:write", "collaboration:write"}),
    "approver": frozenset({"adoption:write"}),
    "leader": frozenset[str](),
    "entity_user": frozenset({"evaluation:write", "collaboration:write"}),
    "assessor": frozenset({"assessment:write", "evaluation:write"}),
    "administrator": _WRITES | {"assessment:write", "evaluation:write", "organisation:manage", "platform:admin"},
    "security_administrator": frozenset({"security:admin"}),
    "auditor": frozenset({"audit:read"}),
}
"""Roles of domain.md 1.8. The three administrators of 三员分立 share no scope of administration."""

ROLES: Final = tuple(ROLE_SCOPES)

AUTHORITY_ONLY: Final = frozenset({"platform:admin", "security:admin", "audit:read"})

KIND_SCOPES: Final = {
    "city": ROLE_SCOPES["manager"],
    "operating_entity": frozenset(
        {"catalogue:write", "collaboration:write", "evaluation:write", "organisation:manage"}
    ),
    "assessor": frozenset({"assessment:write", "evaluation:write", "organisation:manage"}),
    "authority": ROLE_SCOPES["administrator"] | AUTHORITY_ONLY,
}
"""The most that any token of an organisation of this kind may hold."""


def base_scope(scope: str) -> str:
    """`catalogue:write` for `catalogue:write:parking-*`."""
    return ":".join(scope.split(":")[:2])


def meet(scopes: Collection[str], allowed: Collection[str]) -> frozenset[str]:
    """The scopes that are still allowed; a narrowed scope needs its base to be allowed, or the very same narrowing."""
    return frozenset(scope for scope in scopes if scope in allowed or base_scope(scope) in allowed)


def joins_administrators(scopes: Collection[str]) -> bool:
    """Whether one token would hold the rights of two of the three disjoint administrators."""
    return len({base_scope(scope) for scope in scopes} & AUTHORITY_ONLY) > 1
