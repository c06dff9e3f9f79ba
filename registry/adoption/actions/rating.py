"""Rating a component one runs: once for each adoption, changed as often as one likes."""

from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.counting_ratings import add_rating
from registry.adoption.actions.stepping import changed, is_external, require_holder
from registry.adoption.models import Adoption, AdoptionRating
from registry.adoption.rating import check_ratable
from registry.adoption.record_documents import render_rating
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag


def rate_adoption(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    expected_tag: str | None,
    stars: int,
    comment: str | None = None,
) -> tuple[AdoptionRating, Adoption]:
    """Rate the component of a live adoption, or rate it otherwise than before. `expected_tag` is None for the first.

    Raises NotLive.
    """
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    rating = queries.find_rating(session, adoption)
    check_tag(render_rating(rating, adoption).etag if rating else None, expected_tag)
    check_ratable(adoption.stage)
    now = now_of(session)
    if rating is None:
        rating = AdoptionRating(adoption_id=adoption.id, component_id=adoption.component_id, created_at=now)
        session.add(rating)
    elif rating.counts:
        add_rating(session, rating, -1)
    rating.stars, rating.comment, rating.updated_at = stars, comment, now
    rating.counts = is_external(adoption)
    session.flush()
    if rating.counts:
        add_rating(session, rating, 1)
    changed(session, actor, adoption, "adoption.rated", {"stars": stars})
    return rating, adoption


def withdraw_rating(session: Session, actor: Actor, *, adoption_id: UUID, expected_tag: str) -> None:
    """Take a rating back, whatever has become of the adoption meanwhile."""
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    rating = queries.get_rating(session, adoption)
    check_tag(render_rating(rating, adoption).etag, expected_tag)
    if rating.counts:
        add_rating(session, rating, -1)
    session.delete(rating)
    changed(session, actor, adoption, "adoption.rating_withdrawn", {})
