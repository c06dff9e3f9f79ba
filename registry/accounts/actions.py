"""Changes to people, memberships and tokens."""

import secrets
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry.accounts import queries
from registry.accounts.errors import AdministratorsDisjoint, RoleTaken, ScopeNotGrantable
from registry.accounts.models import BrowserSession, Membership, Person, Token
from registry.accounts.roles import KIND_SCOPES, base_scope, joins_administrators, meet
from registry.accounts.secrets import digest_of, new_token
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import ALL_SCOPES, Actor
from registry.kit.clock import format_instant, now_of, today_of
from registry.kit.errors import NotFound, PayloadInvalid, TokenInvalid
from registry.kit.policy import policy_of
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force, get_organisation

BROWSER_HOURS: Final = 8
"""How long a browser stays signed in: a working day."""


def issue_token(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    scopes: Collection[str],
    days: int | None = None,
    label: str = "",
) -> tuple[Token, str]:
    """Issue a token and return it with its secret, which is shown this once and not kept.

    `days` until it expires: 90 unless said, 365 at most. Raises ScopeNotGrantable when a scope exceeds the issuer's own
    rights or what the organisation's kind may hold, AdministratorsDisjoint when it would join two administrators.
    """
    owner = get_in_force(session, organisation)
    actor.require("organisation:manage", owner.id)
    policy = policy_of(session)
    days = policy.token_days_default if days is None else days
    if not 1 <= days <= policy.token_days_max:
        raise PayloadInvalid.of(
            "/days",
            f"有效期须为 1 至 {policy.token_days_max} 天。",
            f"A token lasts 1 to {policy.token_days_max} days.",
        )
    _check_scopes(actor, owner.kind, scopes)
    token = Token(maker_id=actor.person_id, label=label, scopes=sorted(set(scopes)))
    return token, _issue(session, actor, owner, token, timedelta(days=days))


def issue_machine_token(
    session: Session,
    machine: Actor,
    *,
    organisation: str,
    scope: str,
    minutes: int,
    label: str,
    origin: Mapping[str, Any],
    stages_only: bool,
) -> tuple[Token, str]:
    """Issue a short-lived token to a machine that an identity provider vouched for, with its secret.

    `origin` is what the provider said of it. Nobody's role bounds it: who trusts the machine decided what it may.
    """
    owner = get_in_force(session, organisation)
    token = Token(label=label, scopes=[scope], origin=dict(origin), stages_only=stages_only)
    return token, _issue(session, machine, owner, token, timedelta(minutes=minutes))


def _issue(session: Session, actor: Actor, owner: Organisation, token: Token, lasts: timedelta) -> str:
    """Enter a token; its secret."""
    secret, now = new_token(), now_of(session)
    token.organisation_id, token.organisation = owner.id, owner
    token.digest, token.created_at, token.expires_at = digest_of(secret), now, now + lasts
    session.add(token)
    session.flush()
    record(
        session,
        actor,
        type="token.issued",
        subject=str(token.public_id),
        organisation_id=owner.id,
        audience=PARTIES,
        data={
            "organisation": owner.slug,
            "scopes": token.scopes,
            "expires_at": format_instant(token.expires_at),
        },
    )
    return secret


def revoke_token(session: Session, actor: Actor, *, token_id: UUID) -> None:
    """End a token at once, on every node. Revoking twice changes nothing."""
    token = queries.get_token(session, actor, token_id)
    if actor.key != f"token:{token.public_id}":
        actor.require("organisation:manage", token.organisation_id)
    end_token(session, actor, token)


def end_machine_tokens(session: Session, actor: Actor, *, organisation_id: int, publisher: str) -> None:
    """End what was issued to a machine that is trusted no more: `publisher` is the id under which it was."""
    live = select(Token).where(
        Token.organisation_id == organisation_id,
        Token.expires_at > now_of(session),
        Token.revoked_at.is_(None),
        Token.origin.is_not(None),
    )
    for token in session.scalars(live):
        if (token.origin or {}).get("trusted_publisher") == publisher:
            end_token(session, actor, token)


def end_token(session: Session, actor: Actor, token: Token) -> None:
    """End a token at once. Ending it twice changes nothing."""
    if token.revoked_at is not None:
        return
    token.revoked_at = now_of(session)
    record(
        session,
        actor,
        type="token.revoked",
        subject=str(token.public_id),
        organisation_id=token.organisation_id,
        audience=PARTIES,
        data={},
    )


def sign_in(session: Session, *, secret: str) -> str:
    """Let a browser stand for a token for a working day, or as long as the token lasts; the secret of its cookie.

    Raises TokenInvalid, with the same sentence whether the token is unknown, expired or revoked. Signing in changes
    nothing that the log tells of: it is kept in a table of its own, and what has expired is swept out here.
    """
    queries.get_actor(session, secret)
    token = queries.find_token(session, secret)
    if token is None:
        raise TokenInvalid()
    now = now_of(session)
    session.execute(delete(BrowserSession).where(BrowserSession.expires_at <= now))
    cookie = secrets.token_urlsafe(32)
    session.add(
        BrowserSession(
            digest=digest_of(cookie),
            token_id=token.id,
            created_at=now,
            expires_at=min(token.expires_at, now + timedelta(hours=BROWSER_HOURS)),
        )
    )
    session.flush()
    return cookie


def sign_out(session: Session, *, cookie: str) -> None:
    """End what this browser was signed in for; does nothing when it was not."""
    session.execute(delete(BrowserSession).where(BrowserSession.digest == digest_of(cookie)))


def add_member(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    login: str,
    display_name: str,
    role: str,
    is_demo: bool = False,
) -> Membership:
    """Give a person a role in an organisation from today on; the person is entered when new. Raises RoleTaken."""
    owner = get_in_force(session, organisation)
    actor.require("organisation:manage", owner.id)
    if role in {"administrator", "security_administrator", "auditor"}:
        # No role grants itself: rights over the platform come from the platform's administrators only.
        actor.require_scope("platform:admin")
    person = queries.find_person(session, login)
    if person is None:
        person = Person(login=login, display_name=display_name, is_demo=is_demo, created_at=now_of(session))
        session.add(person)
        session.flush()
    if any(held.person_id == person.id and held.role == role for held in queries.list_members(session, owner.id)):
        raise RoleTaken(login=login, organisation=owner.slug, role=role)
    membership = Membership(person_id=person.id, organisation_id=owner.id, role=role, valid_from=today_of(session))
    membership.person = person
    session.add(membership)
    session.flush()
    _record_membership(session, actor, membership, owner.slug, "member.added")
    return membership


def remove_member(session: Session, actor: Actor, *, organisation: str, login: str) -> None:
    """End all roles of a person in an organisation; the rights of their tokens end with the next request."""
    owner = get_organisation(session, organisation)
    actor.require("organisation:manage", owner.id)
    held = [row for row in queries.list_members(session, owner.id) if row.person.login == login]
    if not held:
        raise NotFound(what=login)
    for membership in held:
        membership.ended_at = now_of(session)
        _record_membership(session, actor, membership, owner.slug, "member.removed")


def _record_membership(session: Session, actor: Actor, membership: Membership, organisation: str, type: str) -> None:
    # The log keeps no personal data: it tells that a role was given or ended, whose it is stays in the accounts.
    record(
        session,
        actor,
        type=type,
        subject=organisation,
        organisation_id=membership.organisation_id,
        audience=PARTIES,
        data={"role": membership.role},
    )


def _check_scopes(actor: Actor, kind: str, scopes: Collection[str]) -> None:
    unknown = [scope for scope in scopes if base_scope(scope) not in ALL_SCOPES]
    if unknown or not scopes:
        raise PayloadInvalid.of(
            "/scopes",
            f"未知的权限：{'、'.join(unknown)}" if unknown else "至少需要一项权限。",
            f"Unknown scopes: {', '.join(unknown)}" if unknown else "At least one scope is needed.",
        )
    if joins_administrators(scopes):
        raise AdministratorsDisjoint()
    for scope in scopes:
        if not meet([scope], KIND_SCOPES[kind]) or not _within(actor, scope):
            raise ScopeNotGrantable(scope=scope)


def _within(actor: Actor, scope: str) -> bool:
    """Whether the issuer holds this scope; administrators may issue what an organisation's kind allows."""
    return bool(meet([scope], actor.scopes)) or (
        actor.is_administrator and base_scope(scope) not in {"security:admin", "audit:read"}
    )
