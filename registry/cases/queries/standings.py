"""How the cases of a campaign stand, each class by itself: who began with less is not held against who has more."""

from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.cases.models import Campaign, Case
from registry.cases.points import mean_score
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.organisations.vocabulary import CITY_CLASSES


class Standing(NamedTuple):
    """One case among those of its class: the mean of its reviews, how many there are, how many stood back."""

    case: UUID
    title: dict[str, str]
    organisation: str
    organisation_name: dict[str, str]
    status: str
    city_class: str | None
    score: float | None
    reviews: int
    recused: int


def standings(session: Session, actor: Actor, campaign: Campaign) -> list[tuple[str | None, list[Standing]]]:
    """By class in their order, without one last: the cases that were submitted, the best first. For those who decide.

    Raises NotFound for everybody else.
    """
    called = campaign.organiser_id in actor.acts_for and actor.holds("collaboration:write")
    if not (actor.is_administrator or called):
        raise NotFound(what=str(campaign.public_id))
    query = (
        select(Case)
        .where(Case.campaign_id == campaign.id, Case.status.not_in(("draft", "withdrawn")))
        .options(joinedload(Case.organisation, innerjoin=True), selectinload(Case.reviews))
    )
    rows = sorted((_standing(case) for case in session.scalars(query)), key=_place)
    return [(city_class, list(found)) for city_class, found in groupby(rows, key=lambda row: row.city_class)]


def _standing(case: Case) -> Standing:
    scores = [row.score for row in case.reviews if row.score is not None]
    body = case.organisation
    return Standing(
        case=case.public_id,
        title=case.title,
        organisation=body.slug,
        organisation_name=body.name,
        status=case.status,
        city_class=case.city_class,
        score=mean_score(scores),
        reviews=len(scores),
        recused=len(case.reviews) - len(scores),
    )


def _place(row: Standing) -> tuple[int, float, str]:
    rank = CITY_CLASSES.index(row.city_class) if row.city_class else len(CITY_CLASSES)
    return rank, -(row.score if row.score is not None else -1.0), str(row.case)
