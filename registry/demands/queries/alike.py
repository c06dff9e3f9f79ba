"""What others ask for already: so that a city seconds a demand instead of posting it again."""

from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.demands.models import Demand, DemandDomain
from registry.screening.concepts import synonyms_of
from registry.screening.similarity import compare
from registry.screening.wording import describe

COMPARED: Final = 200
SHOWN: Final = 5


class AskedAlready(NamedTuple):
    """An open demand beside how alike it is."""

    demand: Demand
    similarity: float


def demands_alike(session: Session, demand: Demand) -> list[AskedAlready]:
    """Open demands of the same domains or the same scenario that say much the same, the most alike first."""
    domains = [row.domain for row in demand.domains]
    near = select(DemandDomain.demand_id).where(DemandDomain.domain.in_(domains))
    others = session.scalars(
        select(Demand)
        .where(Demand.status == "open", Demand.id != demand.id, Demand.id.in_(near))
        .order_by(Demand.id.desc())
        .limit(COMPARED)
        .options(joinedload(Demand.organisation, innerjoin=True))
    )
    concepts = synonyms_of(session).concepts_of
    asked = describe(title=demand.title, description=demand.description, concepts=concepts)
    found = []
    for other in others:
        likeness = compare(asked, describe(title=other.title, summary=other.description, concepts=concepts))
        if likeness.level in {"near_duplicate", "overlapping"}:
            found.append(AskedAlready(other, likeness.similarity))
    return sorted(found, key=lambda each: -each.similarity)[:SHOWN]
