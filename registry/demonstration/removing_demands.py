"""Removing the demands of made-up cities, and what made-up ones said to those of others."""

from typing import Any

from sqlalchemy import func, or_, select, update

from registry.collaboration.models import Scenario
from registry.demands.models import Demand, DemandDomain, DemandOffer, DemandSecond, DemandStep
from registry.demonstration.gone import Gone


def remove_demands(gone: Gone, organisations: Any, components: Any) -> None:
    """A demand goes with who posted it; with a made-up component goes the offer, and what it fulfilled."""
    fulfilled = select(DemandOffer.demand_id).where(
        DemandOffer.component_id.in_(components), DemandOffer.status == "confirmed"
    )
    demands = gone.read(
        select(Demand.id).where(
            or_(
                Demand.is_demo,
                Demand.organisation_id.in_(organisations),
                Demand.id.in_(fulfilled),
            )
        )
    )
    offered = or_(DemandOffer.component_id.in_(components), DemandOffer.offered_by_id.in_(organisations))
    gone(DemandOffer, or_(DemandOffer.demand_id.in_(demands), offered))
    by = or_(DemandSecond.organisation_id.in_(organisations), DemandSecond.city_id.in_(organisations))
    gone(DemandSecond, or_(DemandSecond.demand_id.in_(demands), by))
    for table in (DemandStep, DemandDomain):
        gone(table, table.demand_id.in_(demands))
    gone(Demand, Demand.id.in_(demands))
    _untie(gone)


def _untie(gone: Gone) -> None:
    """What real cities ask for stays, without the scenarios and the seconds that were made up."""
    of_fiction = select(Scenario.id).where(Scenario.is_demo)
    real = update(Demand).where(Demand.scenario_id.in_(of_fiction)).values(scenario_id=None)
    gone.session.execute(real.execution_options(synchronize_session=False))
    standing = select(func.count(DemandSecond.city_id.distinct())).where(
        DemandSecond.demand_id == Demand.id, DemandSecond.withdrawn_at.is_(None)
    )
    seconded = update(Demand).where(Demand.seconds > 0).values(seconds=standing.scalar_subquery())
    gone.session.execute(seconded.execution_options(synchronize_session=False))
