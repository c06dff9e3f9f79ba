"""Questions about publishing by machines."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.publishing.models import IdentityProvider, Origin, StagedArtifact, StagedVersion, TrustedPublisher


def list_providers(session: Session) -> list[IdentityProvider]:
    """The providers that are believed, by issuer."""
    query = select(IdentityProvider).where(IdentityProvider.removed_at.is_(None)).order_by(IdentityProvider.issuer)
    return list(session.scalars(query))


def find_provider(session: Session, issuer: str) -> IdentityProvider | None:
    """The provider of this very issuer, if it is believed."""
    query = select(IdentityProvider).where(IdentityProvider.issuer == issuer, IdentityProvider.removed_at.is_(None))
    return session.scalar(query)


def get_provider(session: Session, provider_id: UUID) -> IdentityProvider:
    query = select(IdentityProvider).where(
        IdentityProvider.public_id == provider_id, IdentityProvider.removed_at.is_(None)
    )
    provider = session.scalar(query)
    if provider is None:
        raise NotFound(what=str(provider_id))
    return provider


def list_trusted(session: Session, organisation_id: int) -> list[TrustedPublisher]:
    """The machines an organisation trusts, in the order in which they were entered."""
    return list(
        session.scalars(
            select(TrustedPublisher)
            .where(TrustedPublisher.organisation_id == organisation_id, TrustedPublisher.removed_at.is_(None))
            .order_by(TrustedPublisher.id)
            .options(joinedload(TrustedPublisher.provider, innerjoin=True))
            .options(joinedload(TrustedPublisher.organisation, innerjoin=True))
        )
    )


def get_trusted(session: Session, owner: Organisation, publisher_id: UUID) -> TrustedPublisher:
    """A machine this organisation trusts; anybody else's is not there."""
    for trusted in list_trusted(session, owner.id):
        if trusted.public_id == publisher_id:
            return trusted
    raise NotFound(what=str(publisher_id))


def matching(
    session: Session, organisation_id: int, provider_id: int, claims: Mapping[str, Any]
) -> list[TrustedPublisher]:
    """Those of an organisation's machines that bear these claims: each claim asked for is there, letter by letter."""
    return [
        trusted
        for trusted in list_trusted(session, organisation_id)
        if trusted.provider_id == provider_id
        and all(claims.get(name) == value for name, value in trusted.claims.items())
    ]


def find_origin(session: Session, version_id: int) -> Origin | None:
    """Where a version came from, when a machine made it."""
    return session.get(Origin, version_id)


def staged_on(actor: Actor) -> ColumnElement[bool]:
    """What was staged and the caller may see: that of the publisher's own people and administrators."""
    return true() if actor.is_administrator else Component.publisher_id.in_(actor.acts_for)


def is_open(session: Session) -> ColumnElement[bool]:
    """What still waits: also before the sweep what has run out waits no more."""
    return and_(StagedVersion.status == "staged", StagedVersion.expires_at > now_of(session))


def list_staged(
    session: Session,
    actor: Actor,
    *,
    component_id: int | None = None,
    publishers: Collection[int] | None = None,
    status: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[StagedVersion]:
    """What was staged, the newest first, of one component or of these publishers."""
    query = select(StagedVersion).join(StagedVersion.component).where(staged_on(actor))
    if component_id is not None:
        query = query.where(StagedVersion.component_id == component_id)
    if publishers is not None:
        query = query.where(Component.publisher_id.in_(publishers))
    if status is not None:
        query = query.where(is_open(session) if status == "staged" else StagedVersion.status == status)
    if after:
        query = query.where(StagedVersion.id < after[0])
    query = query.order_by(StagedVersion.id.desc()).options(joinedload(StagedVersion.component, innerjoin=True))
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def get_staged(
    session: Session, actor: Actor, full_name: str, staged_id: UUID, *, for_change: bool = False
) -> StagedVersion:
    """What was staged of a component, for the publisher's own people; for anybody else it is not there."""
    query = (
        select(StagedVersion)
        .join(StagedVersion.component)
        .where(StagedVersion.public_id == staged_id, Component.full_name == full_name, staged_on(actor))
        .options(joinedload(StagedVersion.component, innerjoin=True))
    )
    staged = session.scalar(query.with_for_update(of=StagedVersion) if for_change else query)
    if staged is None:
        raise NotFound(what=str(staged_id))
    return staged


def list_staged_artifacts(session: Session, staged_id: int) -> Sequence[StagedArtifact]:
    """The files that wait with a staged version, by name."""
    query = select(StagedArtifact).where(StagedArtifact.staged_id == staged_id).order_by(StagedArtifact.filename)
    return session.scalars(query).all()
