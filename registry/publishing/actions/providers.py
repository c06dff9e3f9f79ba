"""Which identity providers are believed at all: platform administrators decide that."""

import re
from typing import Final
from uuid import UUID

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import PUBLIC
from registry.kit.actor import Actor
from registry.kit.addresses import is_this_machine
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.publishing import queries
from registry.publishing.errors import ProviderTaken
from registry.publishing.models import IdentityProvider

_LOCAL_NAMES: Final = ("localhost",)
_HOST: Final = re.compile(r"[a-z0-9.:-]+")


def add_provider(
    session: Session, actor: Actor, *, issuer: str, label: str = "", loopback: bool = False
) -> IdentityProvider:
    """Believe what this OpenID provider says of machines, from now on.

    `loopback` is whether one on this very machine may be named without TLS, as trials do. Raises ProviderTaken,
    PayloadInvalid for an address that will not do.
    """
    actor.require_scope("platform:admin")
    _check_issuer(issuer, loopback=loopback)
    provider = session.scalar(select(IdentityProvider).where(IdentityProvider.issuer == issuer).with_for_update())
    if provider is None:
        provider = IdentityProvider(issuer=issuer)
        session.add(provider)
    elif provider.removed_at is None:
        raise ProviderTaken(issuer=issuer)
    provider.label, provider.created_at, provider.removed_at = label, now_of(session), None
    session.flush()
    _record(session, actor, provider, "provider.added")
    return provider


def remove_provider(session: Session, actor: Actor, *, provider_id: UUID) -> None:
    """Believe it no more; what was published on its word stays as it is."""
    actor.require_scope("platform:admin")
    provider = queries.get_provider(session, provider_id)
    provider.removed_at = now_of(session)
    _record(session, actor, provider, "provider.removed")


def _check_issuer(issuer: str, *, loopback: bool) -> None:
    """OpenID Connect Discovery 2: an https address with neither query nor fragment."""
    try:
        url = httpx.URL(issuer)
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL("")
    is_local = url.host in _LOCAL_NAMES or is_this_machine(url.host)
    is_named = _HOST.fullmatch(url.raw_host.decode()) is not None
    is_good = url.scheme == "https" or (loopback and url.scheme == "http" and is_local)
    if not is_good or not is_named or url.userinfo or url.query or url.fragment or issuer.endswith(("/", "?", "#")):
        raise PayloadInvalid.of(
            "/issuer",
            "须为 https 地址，不含用户名、查询、片段，末尾不带斜杠，与令牌中的 iss 逐字相同。",
            "Must be an https address as it stands in the tokens' iss: without user, query, fragment or a slash at "
            "its end.",
        )


def _record(session: Session, actor: Actor, provider: IdentityProvider, type: str) -> None:
    record(
        session,
        actor,
        type=type,
        subject=provider.issuer,
        organisation_id=None,
        audience=PUBLIC,
        data={"issuer": provider.issuer},
    )
