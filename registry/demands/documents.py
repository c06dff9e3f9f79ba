"""How demands read on the wire: made when they are read, for each caller as much as it may know."""

from collections.abc import Sequence
from typing import Any

from registry.catalogue.reuse import SUPPRESSED_BELOW
from registry.demands.models import Demand, DemandOffer, DemandSecond
from registry.demands.queries import AskedFor, Shown, Unmet, UnmetCounts
from registry.kit.actor import Actor
from registry.kit.clock import format_instant
from registry.organisations.models import Organisation


def demand_document(shown: Shown, actor: Actor) -> dict[str, Any]:
    """A demand. How many cities second it is told others than cities and administrators only where it is many."""
    demand = shown.demand
    is_told = actor.sees_landscapes or demand.seconds == 0 or demand.seconds >= SUPPRESSED_BELOW
    return {
        "id": str(demand.public_id),
        "organisation": _body(demand.organisation),
        "title": demand.title,
        "description": demand.description,
        "domains": shown.domains,
        "scenario": demand.scenario.code if demand.scenario else None,
        "needed_by": demand.needed_by.isoformat() if demand.needed_by else None,
        "status": demand.status,
        "seconds": demand.seconds if is_told else None,
        "fewer_than": None if is_told else SUPPRESSED_BELOW,
        "is_seconded": shown.is_seconded,
        "common_since": demand.common_since.isoformat() if demand.common_since else None,
        "offers": shown.offers,
        "fulfilled_on": demand.fulfilled_on.isoformat() if demand.fulfilled_on else None,
        "fulfilled_by": shown.component,
        "closed": closing_of(demand),
        "is_demo": demand.is_demo,
        "created_at": format_instant(demand.created_at),
        "updated_at": format_instant(demand.updated_at),
    }


def closing_of(demand: Demand) -> dict[str, Any] | None:
    """When and why a demand was closed that is closed."""
    if demand.status != "closed":
        return None
    last = demand.steps[-1]
    return {"on": last.on.isoformat(), "reason": last.reason}


def second_document(row: DemandSecond) -> dict[str, Any]:
    return {
        "organisation": _body(row.organisation),
        "note": row.note,
        "seconded_at": format_instant(row.seconded_at),
        "updated_at": format_instant(row.updated_at),
    }


def offer_document(offer: DemandOffer, demand: Demand, actor: Actor) -> dict[str, Any]:
    """A component that was offered. Who knows it without having published it may run it: that is not for everybody;
    neither is what both sides wrote to one another.
    """
    is_party = actor.is_administrator or bool({offer.offered_by_id, demand.organisation_id} & actor.acts_for)
    is_told = is_party or actor.sees_landscapes
    is_publisher = offer.offered_by_id == offer.component.publisher_id
    return {
        "id": str(offer.public_id),
        "demand": str(demand.public_id),
        "component": offer.component.full_name,
        "offered_by": _body(offer.offered_by) if is_told or is_publisher else None,
        "note": offer.note if is_told else None,
        "status": offer.status,
        "answer": offer.answer if is_told else None,
        "offered_at": format_instant(offer.offered_at),
        "decided_at": format_instant(offer.decided_at) if offer.decided_at else None,
        "is_demo": offer.is_demo,
    }


def posted_document(
    shown: Shown, actor: Actor, alike: Sequence[dict[str, Any]], asked: Sequence[tuple[Demand, float]]
) -> dict[str, Any]:
    """A demand that was just posted, with what exists that is like it, and what others ask for that is."""
    return {
        **demand_document(shown, actor),
        "alike": list(alike),
        "asked_already": [
            {
                "id": str(demand.public_id),
                "title": demand.title,
                "organisation": demand.organisation.slug,
                "similarity": similarity,
            }
            for demand, similarity in asked
        ],
    }


def unmet_document(counts: UnmetCounts) -> dict[str, Any]:
    def numbers(row: Unmet) -> dict[str, int]:
        return {"demands": row.demands, "without_offer": row.without_offer, "common": row.common}

    return {
        **numbers(counts.total),
        "domains": [{"domain": row.word, **numbers(row)} for row in counts.domains],
        "scenarios": [{"scenario": row.word, **numbers(row)} for row in counts.scenarios],
    }


def asked_for_document(component: str, asked: AskedFor) -> dict[str, Any]:
    """How many cities asked for a component, and by which demands."""
    return {
        "component": component,
        "cities": asked.cities,
        "fewer_than": asked.fewer_than,
        "demands": [
            {
                "id": str(demand.public_id),
                "title": demand.title,
                "organisation": demand.organisation.slug,
                "fulfilled_on": demand.fulfilled_on.isoformat() if demand.fulfilled_on else None,
            }
            for demand in asked.demands
        ],
    }


def _body(organisation: Organisation) -> dict[str, Any]:
    return {"slug": organisation.slug, "name": organisation.name}
