"""Rating a service that one has bought: once for each adoption, changed as often as one likes."""

from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.services import queries
from registry.services.documents import render_own_rating
from registry.services.models import ComponentService, ServiceRating


def rate_service(
    session: Session,
    actor: Actor,
    *,
    component: str,
    service_id: UUID,
    expected_tag: str | None,
    stars: int,
    adoption: UUID | None = None,
    comment: str | None = None,
) -> tuple[ServiceRating, ComponentService, Adoption]:
    """Rate a service, or rate it otherwise than before. `expected_tag` is None for the first.

    Raises DidNotBuy unless a running adoption of the caller's names the entity, as its operator or its contract's
    supplier; WhichAdoption where several do and none is named.
    """
    actor.require_scope("adoption:write")
    service = queries.get_service(session, actor, component, service_id, for_change=True)
    bought = queries.bought_with(session, actor, service, adoption)
    rating = queries.find_own_rating(session, service, bought)
    present = render_own_rating(rating, service, str(bought.public_id)).etag if rating else None
    check_tag(present, expected_tag)
    now = now_of(session)
    if rating is None:
        rating = ServiceRating(service_id=service.id, adoption_id=bought.id, created_at=now)
        session.add(rating)
    rating.stars, rating.comment, rating.updated_at = stars, comment, now
    rating.counts = queries.is_at_arms_length(session, service, bought)
    session.flush()
    record(
        session,
        actor,
        type="service.rated",
        subject=f"{service.component.full_name}/services/{service.public_id}",
        organisation_id=bought.beneficiary_id,
        audience=PARTIES,
        data={"service": str(service.public_id), "component": service.component.full_name},
    )
    return rating, service, bought
