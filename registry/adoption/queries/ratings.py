"""How adopters rate components."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption, AdoptionRating, ComponentRating
from registry.adoption.rating import STARS, mean_of
from registry.catalogue.reuse import SUPPRESSED_BELOW
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class Ratings:
    """How a component is rated; what is None would give away too much to this caller."""

    count: int | None
    fewer_than: int | None
    mean: float | None
    distribution: dict[int, int] | None


def find_rating(session: Session, adoption: Adoption) -> AdoptionRating | None:
    return session.get(AdoptionRating, adoption.id)


def get_rating(session: Session, adoption: Adoption) -> AdoptionRating:
    found = find_rating(session, adoption)
    if found is None:
        raise NotFound(what=f"{adoption.public_id}/rating")
    return found


def ratings_of(session: Session, actor: Actor, component_id: int) -> Ratings:
    """The counts and the mean. Each rating is a city that runs it, so to those who may not see landscapes a few of them
    are told as little as a few adopters are."""
    kept = session.get(ComponentRating, component_id)
    distribution = {stars: getattr(kept, f"stars_{stars}") if kept else 0 for stars in STARS}
    count = sum(distribution.values())
    if 0 < count < SUPPRESSED_BELOW and not actor.sees_landscapes:
        return Ratings(None, SUPPRESSED_BELOW, None, None)
    return Ratings(count, None, mean_of(distribution), distribution)


def list_ratings(
    session: Session, component_id: int, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[AdoptionRating]:
    """The ratings of a component that count, the newest adoption first, each with its adoption."""
    query = (
        select(AdoptionRating)
        .where(AdoptionRating.component_id == component_id, AdoptionRating.counts.is_(True))
        .order_by(AdoptionRating.adoption_id.desc())
        .options(joinedload(AdoptionRating.adoption, innerjoin=True).joinedload(Adoption.beneficiary, innerjoin=True))
    )
    if after:
        query = query.where(AdoptionRating.adoption_id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda rating: (rating.adoption_id,))
