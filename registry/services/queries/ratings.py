"""How those who bought a service rate it, and who may."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.confirming import on_one_side
from registry.adoption.models import Adoption, Contract
from registry.adoption.queries import party_of
from registry.adoption.rating import STARS, mean_of
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.reuse import SUPPRESSED_BELOW
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.services.errors import DidNotBuy, WhichAdoption
from registry.services.models import ComponentService, ServiceRating


@dataclass(frozen=True, slots=True)
class ServiceRatings:
    """How a service is rated; what is None would give away too much to this caller."""

    count: int | None
    fewer_than: int | None
    mean: float | None
    distribution: dict[int, int] | None


def ratings_of_service(session: Session, actor: Actor, service_id: int) -> ServiceRatings:
    """The counts and the mean. Each rating is a city that runs the component: of a few, little is told to others."""
    rows = session.execute(
        select(ServiceRating.stars, func.count())
        .where(ServiceRating.service_id == service_id, ServiceRating.counts.is_(True))
        .group_by(ServiceRating.stars)
    )
    kept = {stars: amount for stars, amount in rows}
    distribution = {stars: kept.get(stars, 0) for stars in STARS}
    count = sum(distribution.values())
    if 0 < count < SUPPRESSED_BELOW and not actor.sees_landscapes:
        return ServiceRatings(None, SUPPRESSED_BELOW, None, None)
    return ServiceRatings(count, None, mean_of(distribution), distribution)


def list_service_ratings(
    session: Session, service_id: int, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[ServiceRating]:
    """The ratings of a service that count, those of the newest adoptions first."""
    query = (
        select(ServiceRating)
        .where(ServiceRating.service_id == service_id, ServiceRating.counts.is_(True))
        .order_by(ServiceRating.adoption_id.desc())
        .options(joinedload(ServiceRating.adoption, innerjoin=True).joinedload(Adoption.beneficiary, innerjoin=True))
    )
    if after:
        query = query.where(ServiceRating.adoption_id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.adoption_id,))


def bought_with(session: Session, actor: Actor, service: ComponentService, adoption: UUID | None) -> Adoption:
    """The caller's adoption by which it bought a service: running, with the entity as its operator or its contract's
    supplier. Raises DidNotBuy, WhichAdoption.
    """
    own = bought_by(session, actor, service)
    found = [row for row in own if adoption is None or row.public_id == adoption]
    if not found:
        raise DidNotBuy(entity=service.entity.slug)
    if len(found) > 1:
        raise WhichAdoption(count=len(found))
    return found[0]


def bought_by(session: Session, actor: Actor, service: ComponentService) -> list[Adoption]:
    """The caller's running adoptions that name the entity."""
    supplied = exists().where(Contract.adoption_id == Adoption.id, Contract.supplier_id == service.entity_id)
    query = (
        select(Adoption)
        .where(
            Adoption.component_id == service.component_id,
            Adoption.stage.in_(RUNNING),
            or_(Adoption.beneficiary_id.in_(actor.acts_for), Adoption.adopter_id.in_(actor.acts_for)),
            or_(Adoption.operator_id == service.entity_id, supplied),
        )
        .order_by(Adoption.id)
        .options(joinedload(Adoption.beneficiary, innerjoin=True))
    )
    return list(session.scalars(query.limit(100)))


def find_own_rating(session: Session, service: ComponentService, adoption: Adoption) -> ServiceRating | None:
    return session.get(ServiceRating, (service.id, adoption.id))


def get_own_rating(session: Session, service: ComponentService, adoption: Adoption) -> ServiceRating:
    found = find_own_rating(session, service, adoption)
    if found is None:
        raise NotFound(what=f"{service.public_id}/rating")
    return found


def is_at_arms_length(session: Session, service: ComponentService, adoption: Adoption) -> bool:
    """Whether a rating counts: not of the entity's own city, nor of one that owns it."""
    return not on_one_side(party_of(session, service.entity), party_of(session, adoption.beneficiary))
