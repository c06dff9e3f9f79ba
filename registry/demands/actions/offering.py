"""Offering a component for a demand; the asking city says whether it is what it needs."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component
from registry.catalogue.queries import find_component
from registry.catalogue.visibility import audience_of, may_see
from registry.demands import queries
from registry.demands.actions.telling import step, tell, tell_parties
from registry.demands.errors import DemandNotOpen, OfferClosed, OfferedAlready
from registry.demands.models import Demand, DemandOffer
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import clusters_of_city, get_in_force, ids_acted_for


def offer_component(
    session: Session,
    actor: Actor,
    *,
    demand_id: UUID,
    component: str,
    note: str | None = None,
    organisation: str | None = None,
) -> DemandOffer:
    """Offer a component that does what is asked for: its publisher, or anybody who knows it. The asking city answers;
    what it names itself fulfils the demand at once. Raises DemandNotOpen, OfferedAlready, PayloadInvalid.
    """
    actor.require_scope("collaboration:write")
    demand = queries.get_demand(session, demand_id, for_change=True)
    body = get_in_force(session, organisation or actor.organisation or "", named_at="/organisation")
    actor.require("collaboration:write", body.id)
    if demand.status != "open":
        raise DemandNotOpen(status=demand.status)
    offered = _component(session, actor, demand, component)
    offer = DemandOffer(
        demand_id=demand.id,
        component_id=offered.id,
        offered_by_id=body.id,
        note=note,
        status="open",
        offered_at=now_of(session),
        is_demo=demand.is_demo or body.is_demo or offered.is_demo,
    )
    offer.demand, offer.component, offer.offered_by = demand, offered, body
    session.add(offer)
    taken = OfferedAlready(component=component)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    if body.id == demand.organisation_id:
        _fulfil(session, actor, demand, offer, None)
    else:
        tell_parties(session, actor, demand, offer, "demand.offered")
    return offer


def answer_offer(
    session: Session, actor: Actor, *, demand_id: UUID, offer_id: UUID, accepted: bool, note: str | None = None
) -> DemandOffer:
    """Say, as the asking city, whether a component is what it needs. A yes fulfils the demand.

    Raises DemandNotOpen, OfferClosed.
    """
    demand = queries.get_demand(session, demand_id, for_change=True)
    offer = queries.get_offer(session, actor, demand, offer_id, for_change=True)
    offer.demand = demand
    actor.require("collaboration:write", demand.organisation_id)
    _check_open(demand, offer)
    if accepted:
        _fulfil(session, actor, demand, offer, note)
        return offer
    offer.status, offer.answer, offer.decided_at = "declined", note, now_of(session)
    session.flush()
    tell_parties(session, actor, demand, offer, "demand.offer_declined")
    return offer


def withdraw_offer(session: Session, actor: Actor, *, demand_id: UUID, offer_id: UUID) -> None:
    """Take back, as who made it, an offer that nobody has answered. Raises OfferClosed."""
    demand = queries.get_demand(session, demand_id, for_change=True)
    offer = queries.get_offer(session, actor, demand, offer_id, for_change=True)
    offer.demand = demand
    actor.require("collaboration:write", offer.offered_by_id)
    if offer.status != "open":
        raise OfferClosed(status=offer.status)
    offer.status, offer.ended_at = "withdrawn", now_of(session)
    session.flush()
    tell_parties(session, actor, demand, offer, "demand.offer_withdrawn")


def _check_open(demand: Demand, offer: DemandOffer) -> None:
    if offer.status != "open":
        raise OfferClosed(status=offer.status)
    if demand.status != "open":
        raise DemandNotOpen(status=demand.status)


def _fulfil(session: Session, actor: Actor, demand: Demand, offer: DemandOffer, note: str | None) -> None:
    offer.status, offer.answer, offer.decided_at = "confirmed", note, now_of(session)
    step(session, demand, "fulfilled")
    audience, readers = audience_of(session, offer.component)
    data = {"offer": str(offer.public_id), "component": offer.component.full_name}
    tell(session, actor, demand, "demand.fulfilled", data, audience=audience, readers=readers)


def _component(session: Session, actor: Actor, demand: Demand, full_name: str) -> Component:
    """A component that can be adopted, and that both who offers it and who asks may see."""
    found = find_component(session, full_name)
    if found is None or not may_see(session, actor, found):
        raise PayloadInvalid.of("/component", "没有找到该组件。", "There is no such component.")
    if found.status not in ADOPTABLE:
        raise PayloadInvalid.of(
            "/component", "该组件未上架，不能采用。", "The component is not in the catalogue for anybody to adopt."
        )
    if not may_see(session, _reader(session, demand.organisation), found):
        raise PayloadInvalid.of(
            "/component", "该组件仅对特定城市群开放，提出方无权查看。", "The asking city may not see that component."
        )
    return found


def _reader(session: Session, body: Organisation) -> Actor:
    """Somebody of an organisation without any right but to read."""
    return Actor(
        key="reader",
        organisation_id=body.id,
        organisation=body.slug,
        kind=body.kind,
        acts_for=ids_acted_for(session, body.id),
        clusters=clusters_of_city(session, body.city_id),
    )
