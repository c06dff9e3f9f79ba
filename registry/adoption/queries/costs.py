"""What adoptions cost and save."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption, AdoptionCost
from registry.adoption.queries.adoptions import require_landscapes
from registry.adoption.savings import Cap, Saving, cap_of, saving_of
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.organisations.queries import get_organisation


class Standing(NamedTuple):
    """A cost, the cap that other adoptions' verified baselines make today, and the saving that follows."""

    cost: AdoptionCost
    cap: Cap
    saving: Saving


def find_cost(session: Session, adoption: Adoption) -> AdoptionCost | None:
    """What is said of the cost of an adoption now. Its caller sees to who may see it."""
    query = select(AdoptionCost).where(AdoptionCost.adoption_id == adoption.id, AdoptionCost.superseded_at.is_(None))
    return session.scalar(query.options(joinedload(AdoptionCost.verified_by), joinedload(AdoptionCost.adoption)))


def get_cost(session: Session, adoption: Adoption) -> AdoptionCost:
    found = find_cost(session, adoption)
    if found is None:
        raise NotFound(what=f"{adoption.public_id}/cost")
    return found


def list_earlier_costs(session: Session, adoption: Adoption) -> list[AdoptionCost]:
    """What was said before, the latest first."""
    query = select(AdoptionCost).where(AdoptionCost.adoption_id == adoption.id, AdoptionCost.superseded_at.is_not(None))
    return list(session.scalars(query.order_by(AdoptionCost.id.desc())))


def standing_of(session: Session, cost: AdoptionCost) -> Standing:
    """A cost with its saving as of today."""
    return _standings(session, [cost])[0]


def list_savings(session: Session, actor: Actor, slug: str) -> list[Standing]:
    """What a body saves by each adoption that says its cost: of a city with its units. For those who see landscapes."""
    require_landscapes(actor)
    body = get_organisation(session, slug)
    costs = session.scalars(
        select(AdoptionCost)
        .join(Adoption, Adoption.id == AdoptionCost.adoption_id)
        .where(
            AdoptionCost.superseded_at.is_(None),
            or_(Adoption.beneficiary_id == body.id, Adoption.city_id == body.id),
        )
        .order_by(AdoptionCost.adoption_id)
        .options(joinedload(AdoptionCost.adoption, innerjoin=True).joinedload(Adoption.component, innerjoin=True))
    ).all()
    return _standings(session, costs)


def _standings(session: Session, costs: Collection[AdoptionCost]) -> list[Standing]:
    """One question for all of them: the verified baselines of their fields."""
    verified: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    rows = session.execute(
        select(AdoptionCost.domain, AdoptionCost.currency, AdoptionCost.adoption_id, AdoptionCost.baseline_fen).where(
            AdoptionCost.domain.in_({cost.domain for cost in costs}),
            AdoptionCost.status == "verified",
            AdoptionCost.superseded_at.is_(None),
        )
    )
    for domain, currency, adoption_id, baseline in rows:
        verified[domain, currency][adoption_id] = baseline
    return [_stand(cost, verified[cost.domain, cost.currency]) for cost in costs]


def _stand(cost: AdoptionCost, verified: dict[int, int]) -> Standing:
    cap = cap_of([baseline for adoption_id, baseline in verified.items() if adoption_id != cost.adoption_id])
    saving = saving_of(baseline=cost.baseline_fen, actual=cost.actual_fen, status=cost.status, cap=cap.cap)
    return Standing(cost, cap, saving)
