"""How many cities asked for a component: evidence that it is common (S37d)."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.reuse import SUPPRESSED_BELOW
from registry.demands.models import Demand, DemandOffer
from registry.demands.queries.answers import cities_behind
from registry.demands.queries.demands import whole
from registry.kit.actor import Actor

NAMED = 20


class AskedFor(NamedTuple):
    """The demands that a component fulfils, and how many cities are behind them: None where they are few, and the
    caller is told only that there are fewer than `fewer_than`."""

    cities: int | None
    fewer_than: int | None
    demands: list[Demand]


def asked_for(session: Session, actor: Actor, component_id: int) -> AskedFor:
    """Who asked for a component: the cities that posted or second a demand which it fulfils, each once."""
    query = (
        select(DemandOffer.demand_id)
        .where(DemandOffer.component_id == component_id, DemandOffer.status == "confirmed")
        .order_by(DemandOffer.id.desc())
    )
    ids = list(session.scalars(query))
    if not ids:
        return AskedFor(0, None, [])
    cities = len(cities_behind(session, ids, with_askers=True))
    demands = whole(select(Demand).where(Demand.id.in_(ids[:NAMED])).order_by(Demand.id.desc()))
    told = actor.sees_landscapes or cities == 0 or cities >= SUPPRESSED_BELOW
    return AskedFor(cities if told else None, None if told else SUPPRESSED_BELOW, list(session.scalars(demands)))
