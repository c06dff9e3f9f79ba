"""What suppliers claim, for both sides of a claim. To everybody else there is none."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption, AdoptionClaim
from registry.catalogue.models import Component
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, TokenRequired
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation


def list_claims(
    session: Session,
    actor: Actor,
    *,
    adopter: str | None = None,
    component: str | None = None,
    status: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[AdoptionClaim]:
    """Claims that the caller made or that name it or its units, the newest first; administrators see all."""
    if actor.is_anonymous:
        raise TokenRequired()
    query = _seen_by(actor).order_by(AdoptionClaim.id.desc())
    if adopter:
        named = select(Organisation.id).where(Organisation.slug == adopter).scalar_subquery()
        query = query.where(AdoptionClaim.adopter_id == named)
    if component:
        chosen = select(Component.id).where(Component.full_name == component).scalar_subquery()
        query = query.where(AdoptionClaim.component_id == chosen)
    if status:
        query = query.where(AdoptionClaim.status == status)
    if after:
        query = query.where(AdoptionClaim.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def get_claim(session: Session, actor: Actor, claim_id: UUID, *, for_change: bool = False) -> AdoptionClaim:
    """A claim of which the caller is a side. Raises NotFound."""
    query = _seen_by(actor).where(AdoptionClaim.public_id == claim_id)
    claim = session.scalar(query.with_for_update(of=AdoptionClaim) if for_change else query)
    if claim is None:
        raise NotFound(what=str(claim_id))
    return claim


def count_open_claims(session: Session, claimant_id: int) -> int:
    query = select(func.count()).where(AdoptionClaim.claimant_id == claimant_id, AdoptionClaim.status == "open")
    return session.scalar(query) or 0


def list_run_out(session: Session, today: date, limit: int) -> list[AdoptionClaim]:
    """Claims that waited too long, locked."""
    query = (
        _whole()
        .where(AdoptionClaim.status == "open", AdoptionClaim.expires_on <= today)
        .order_by(AdoptionClaim.expires_on, AdoptionClaim.id)
        .limit(limit)
    )
    return list(session.scalars(query.with_for_update(of=AdoptionClaim, skip_locked=True)))


def find_in_force(session: Session, beneficiary_id: int, component_id: int) -> UUID | None:
    """The adoption of a component by a body that has not ended, if there is one."""
    return session.scalar(
        select(Adoption.public_id).where(
            Adoption.beneficiary_id == beneficiary_id,
            Adoption.component_id == component_id,
            Adoption.stage != "retired",
        )
    )


def _seen_by(actor: Actor) -> Select[AdoptionClaim]:
    query = _whole()
    if actor.is_administrator:
        return query
    sides = (AdoptionClaim.claimant_id.in_(actor.acts_for), AdoptionClaim.adopter_id.in_(actor.acts_for))
    return query.where(or_(*sides))


def _whole() -> Select[AdoptionClaim]:
    return select(AdoptionClaim).options(
        joinedload(AdoptionClaim.claimant, innerjoin=True),
        joinedload(AdoptionClaim.adopter, innerjoin=True),
        joinedload(AdoptionClaim.component, innerjoin=True),
        joinedload(AdoptionClaim.version),
        joinedload(AdoptionClaim.adoption),
    )
