"""Questions about what others say to demands: who seconds them, and which components are offered."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component
from registry.catalogue.visibility import visible_to
from registry.demands.models import Demand, DemandOffer, DemandSecond
from registry.kit.actor import Actor
from registry.kit.errors import LandscapeHidden, NotFound, TokenRequired
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import successor_of

_STANDING = DemandSecond.withdrawn_at.is_(None)


def find_second(session: Session, demand: Demand, organisation_id: int) -> DemandSecond | None:
    """The seconding of an organisation that stands."""
    return session.scalar(
        select(DemandSecond)
        .where(DemandSecond.demand_id == demand.id, DemandSecond.organisation_id == organisation_id, _STANDING)
        .options(joinedload(DemandSecond.organisation, innerjoin=True))
    )


def get_second(session: Session, actor: Actor, demand: Demand, slug: str) -> DemandSecond:
    """The seconding of an organisation, by its slug. Hidden from whom the cities are not told."""
    found = session.scalar(
        select(DemandSecond)
        .join(DemandSecond.organisation)
        .where(DemandSecond.demand_id == demand.id, Organisation.slug == slug, _STANDING)
        .options(joinedload(DemandSecond.organisation, innerjoin=True))
    )
    if found is None or not actor.sees_landscapes:
        raise NotFound(what=slug)
    return found


def list_seconds(
    session: Session, actor: Actor, demand: Demand, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[DemandSecond]:
    """Who seconds a demand, the earliest first. Raises TokenRequired, LandscapeHidden."""
    if actor.is_anonymous:
        raise TokenRequired()
    if not actor.sees_landscapes:
        raise LandscapeHidden()
    query = (
        select(DemandSecond)
        .where(DemandSecond.demand_id == demand.id, _STANDING)
        .options(joinedload(DemandSecond.organisation, innerjoin=True))
        .order_by(DemandSecond.id)
    )
    if after:
        query = query.where(DemandSecond.id > after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def seconding_city(session: Session, demand: Demand, city_id: int) -> str | None:
    """The organisation, by slug, that seconds a demand for a city."""
    return session.scalar(
        select(Organisation.slug)
        .join(DemandSecond, DemandSecond.organisation_id == Organisation.id)
        .where(DemandSecond.demand_id == demand.id, DemandSecond.city_id == city_id, _STANDING)
    )


def cities_behind(session: Session, demand_ids: Collection[int], *, with_askers: bool) -> set[int]:
    """The cities that second any of these demands, as they stand: merged ones count as what they became. `with_askers`
    takes in those that posted them."""
    second = select(DemandSecond.city_id).where(DemandSecond.demand_id.in_(demand_ids), _STANDING)
    found = set(session.scalars(second))
    if with_askers:
        asked = select(Demand.city_id).where(Demand.id.in_(demand_ids), Demand.city_id.is_not(None))
        found |= {city for city in session.scalars(asked) if city is not None}
    merged = session.scalars(
        select(Organisation).where(Organisation.id.in_(found), Organisation.successor_id.is_not(None))
    ).all()
    return (found - {city.id for city in merged}) | {successor_of(session, city).id for city in merged}


def get_offer(
    session: Session, actor: Actor, demand: Demand, offer_id: UUID, *, for_change: bool = False
) -> DemandOffer:
    """A component that was offered, where the caller may see it."""
    query = _offers(actor, demand).where(DemandOffer.public_id == offer_id)
    if for_change:
        query = query.with_for_update(of=DemandOffer).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound(what=str(offer_id))
    return found


def list_offers(
    session: Session, actor: Actor, demand: Demand, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[DemandOffer]:
    """The components that were offered for a demand and that the caller may see, the newest first."""
    query = _offers(actor, demand).order_by(DemandOffer.id.desc())
    if after:
        query = query.where(DemandOffer.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def find_confirmed(session: Session, demand: Demand) -> DemandOffer | None:
    """The offer that fulfils a demand, whoever asks."""
    return session.scalar(
        select(DemandOffer)
        .where(DemandOffer.demand_id == demand.id, DemandOffer.status == "confirmed")
        .options(joinedload(DemandOffer.component, innerjoin=True), joinedload(DemandOffer.offered_by, innerjoin=True))
    )


def _offers(actor: Actor, demand: Demand) -> Select[DemandOffer]:
    return (
        select(DemandOffer)
        .join(Component, Component.id == DemandOffer.component_id)
        .where(DemandOffer.demand_id == demand.id, visible_to(actor))
        .options(joinedload(DemandOffer.component, innerjoin=True), joinedload(DemandOffer.offered_by, innerjoin=True))
    )
