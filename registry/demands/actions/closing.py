"""Closing a demand that is no more, and opening it again."""

from uuid import UUID

from sqlalchemy.orm import Session

from registry.demands import queries
from registry.demands.actions.telling import step, tell
from registry.demands.errors import DemandNotOpen, DemandOpen
from registry.demands.models import Demand
from registry.kit.actor import Actor
from registry.kit.clock import now_of


def close_demand(session: Session, actor: Actor, *, demand_id: UUID, reason: str) -> Demand:
    """Take a demand off the board as who posted it, saying why; it stays readable. Raises DemandNotOpen."""
    demand = queries.get_demand(session, demand_id, for_change=True)
    actor.require("collaboration:write", demand.organisation_id)
    if demand.status != "open":
        raise DemandNotOpen(status=demand.status)
    step(session, demand, "closed", reason=reason)
    tell(session, actor, demand, "demand.closed")
    return demand


def reopen_demand(session: Session, actor: Actor, *, demand_id: UUID) -> Demand:
    """Open a demand again that was closed or seemed fulfilled: then the component was not it after all.

    Raises DemandOpen.
    """
    demand = queries.get_demand(session, demand_id, for_change=True)
    actor.require("collaboration:write", demand.organisation_id)
    if demand.status == "open":
        raise DemandOpen()
    offer = queries.find_confirmed(session, demand)
    if offer is not None:
        offer.status, offer.ended_at = "taken_back", now_of(session)
    step(session, demand, "open")
    tell(session, actor, demand, "demand.reopened", {"offer": str(offer.public_id)} if offer else None)
    return demand
