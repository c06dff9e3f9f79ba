"""What the log is told of demands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry.demands.models import Demand, DemandOffer, DemandStep
from registry.events.actions import record
from registry.events.audience import PARTIES, PUBLIC
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of


def tell(
    session: Session,
    actor: Actor,
    demand: Demand,
    type: str,
    data: Mapping[str, Any] | None = None,
    *,
    audience: str = PUBLIC,
    readers: frozenset[int] = frozenset(),
) -> None:
    """Record what happened to a demand."""
    told = {
        "demand": str(demand.public_id),
        "asked_by": demand.organisation.slug,
        "title": demand.title,
        "status": demand.status,
        **(data or {}),
    }
    record(
        session,
        actor,
        type=type,
        subject=f"demands/{demand.public_id}",
        organisation_id=demand.organisation_id,
        audience=audience,
        readers=readers,
        data=told,
    )


def tell_parties(session: Session, actor: Actor, demand: Demand, offer: DemandOffer, type: str) -> None:
    """Record what is between the asking city and whoever offers: which component, and who offers it."""
    data = {
        "offer": str(offer.public_id),
        "component": offer.component.full_name,
        "offered_by": offer.offered_by.slug,
    }
    tell(session, actor, demand, type, data, audience=PARTIES, readers=frozenset({offer.offered_by_id}))


def step(session: Session, demand: Demand, status: str, *, reason: str | None = None) -> date:
    """Give a demand another status as of today, and keep that it was given; the day."""
    day = today_of(session)
    demand.status, demand.updated_at = status, now_of(session)
    demand.fulfilled_on = day if status == "fulfilled" else None
    row = DemandStep(status=status, on=day, reason=reason, recorded_at=now_of(session))
    demand.steps.append(row)
    session.flush()
    return day
