"""Questions about people and tokens; above all, who a token makes its bearer."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.accounts.models import BrowserSession, Membership, Person, Token
from registry.accounts.roles import KIND_SCOPES, ROLE_SCOPES, meet
from registry.accounts.secrets import digest_of, looks_like_token
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import NotFound, TokenInvalid
from registry.kit.paging import Page, page_of
from registry.organisations.queries import clusters_of_city, ids_acted_for


def get_actor(session: Session, secret: str) -> Actor:
    """Who bears this token, with the rights that are left today: the token's scopes met with its maker's present role.

    Raises TokenInvalid with the same sentence whether it is unknown, expired or revoked.
    """
    actor = _bearer(session, find_token(session, secret))
    if actor is None:
        raise TokenInvalid()
    return actor


def find_token(session: Session, secret: str) -> Token | None:
    """The token with this secret, whatever has become of it."""
    if not looks_like_token(secret):
        return None
    return session.scalar(_by_digest(), {"digest": digest_of(secret)})


@cache
def _by_digest() -> Select[Token]:
    """Put together once: every request with a token asks this."""
    return select(Token).where(Token.digest == bindparam("digest")).options(joinedload(Token.organisation))


def find_token_of(session: Session, actor_key: str) -> Token | None:
    """The token whose bearer acts, or acted, under this key."""
    kind, _, identifier = actor_key.partition(":")
    return session.scalar(select(Token).where(Token.public_id == UUID(identifier))) if kind == "token" else None


def find_actor_of_browser(session: Session, cookie: str) -> Actor | None:
    """Who signed in with the browser that holds this cookie; None once that has ended, or the token it stands for."""
    signed_in = session.scalar(
        select(BrowserSession)
        .where(BrowserSession.digest == digest_of(cookie), BrowserSession.expires_at > now_of(session))
        .options(joinedload(BrowserSession.token).joinedload(Token.organisation))
    )
    return _bearer(session, signed_in.token) if signed_in else None


def _bearer(session: Session, token: Token | None) -> Actor | None:
    """Who a token makes its bearer; None when it is unknown, expired or revoked, or its organisation was merged."""
    if token is None or token.revoked_at is not None or token.expires_at <= now_of(session):
        return None
    organisation = token.organisation
    if organisation.status != "registered":
        # It was merged: whoever acts for its successor acts for it.
        return None
    allowed = KIND_SCOPES[organisation.kind]
    if token.maker_id is not None:
        allowed = allowed & scopes_of_person(session, token.maker_id, organisation.id)
    return Actor(
        key=f"token:{token.public_id}",
        person_id=token.maker_id,
        organisation_id=organisation.id,
        organisation=organisation.slug,
        kind=organisation.kind,
        scopes=meet(token.scopes, allowed),
        acts_for=ids_acted_for(session, organisation.id),
        clusters=clusters_of_city(session, organisation.city_id),
        stages_only=token.stages_only,
        is_machine=token.origin is not None,
    )


def scopes_of_person(session: Session, person_id: int, organisation_id: int) -> frozenset[str]:
    """What a person's present roles in an organisation allow."""
    return frozenset().union(*(ROLE_SCOPES[role] for role in roles_of_person(session, person_id, organisation_id)))


def roles_of_person(session: Session, person_id: int, organisation_id: int) -> frozenset[str]:
    """A person's present roles in an organisation."""
    return frozenset(
        session.scalars(
            select(Membership.role).where(
                Membership.person_id == person_id,
                Membership.organisation_id == organisation_id,
                Membership.holds_on(today_of(session)),
                Membership.ended_at.is_(None),
            )
        )
    )


def find_person(session: Session, login: str) -> Person | None:
    return session.scalar(select(Person).where(Person.login == login))


def list_members(session: Session, organisation_id: int) -> list[Membership]:
    """Present memberships with their people, by login."""
    return list(
        session.scalars(
            select(Membership)
            .join(Membership.person)
            .where(
                Membership.organisation_id == organisation_id,
                Membership.holds_on(today_of(session)),
                Membership.ended_at.is_(None),
            )
            .order_by(Person.login, Membership.role)
            .options(joinedload(Membership.person))
        )
    )


def get_token(session: Session, actor: Actor, token_id: UUID) -> Token:
    """A token of the caller's own organisation; anybody else's does not exist for them."""
    token = session.scalar(select(Token).where(Token.public_id == token_id))
    if token is None or (token.organisation_id not in actor.acts_for and not actor.is_administrator):
        raise NotFound(what=str(token_id))
    return token


def list_tokens(session: Session, organisation_id: int, *, after: tuple[Any, ...] | None, limit: int) -> Page[Token]:
    """An organisation's tokens, the newest first. Never with their secrets: those are not kept.

    Those of machines are left out once they have expired: a job leaves one behind each time it runs.
    """
    query = (
        select(Token)
        .where(
            Token.organisation_id == organisation_id,
            or_(Token.origin.is_(None), Token.expires_at > now_of(session)),
        )
        .order_by(Token.id.desc())
        .options(joinedload(Token.organisation))
    )
    if after:
        query = query.where(Token.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))
