"""Keeping how many ratings a component has: a rating counts while its adoption is live, in another city than its
publisher's."""

from collections import Counter

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionRating, ComponentRating
from registry.adoption.rating import STARS


def count_rating(session: Session, adoption: Adoption, *, counts: bool) -> None:
    """After an adoption moved, to another stage, city or component: its rating, if there is one, moves along."""
    rating = session.get(AdoptionRating, adoption.id)
    if rating is None or (rating.counts, rating.component_id) == (counts, adoption.component_id):
        return
    if rating.counts:
        add_rating(session, rating, -1)
    rating.component_id, rating.counts = adoption.component_id, counts
    if counts:
        add_rating(session, rating, 1)


def add_rating(session: Session, rating: AdoptionRating, amount: int) -> None:
    """Add a rating to its component's counts, or take it away."""
    _begin(session, rating.component_id)
    column = f"stars_{rating.stars}"
    session.execute(
        update(ComponentRating)
        .where(ComponentRating.component_id == rating.component_id)
        .values({column: getattr(ComponentRating, column) + amount})
    )


def recount_ratings(session: Session, component_id: int, publisher_city: int | None) -> None:
    """After a component passed to another publisher or its adoptions to another component: everything anew."""
    found: Counter[int] = Counter()
    rows = session.execute(
        select(AdoptionRating, Adoption.stage, Adoption.city_id)
        .join(Adoption, Adoption.id == AdoptionRating.adoption_id)
        .where(Adoption.component_id == component_id)
    )
    for rating, stage, city_id in rows:
        rating.component_id, rating.counts = component_id, stage == "live" and city_id != publisher_city
        found[rating.stars] += rating.counts
    if found.total():
        _begin(session, component_id)
    session.execute(
        update(ComponentRating)
        .where(ComponentRating.component_id == component_id)
        .values({f"stars_{stars}": found[stars] for stars in STARS})
    )


def _begin(session: Session, component_id: int) -> None:
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = dict.fromkeys((f"stars_{stars}" for stars in STARS), 0)
    session.execute(dialect.insert(ComponentRating).values(component_id=component_id, **row).on_conflict_do_nothing())
