"""Buying together: a city calls for it, others join until it closes, all agree with a supplier, each takes it up."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.queries import require_landscapes
from registry.catalogue.visibility import may_see
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import GOVERNMENT_KINDS, Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag
from registry.kit.errors import LandscapeHidden, PayloadInvalid
from registry.kit.sweeping import SWEEPER
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force
from registry.services import queries
from registry.services.actions.offering import SCOPE, offered_component
from registry.services.documents import render_purchase
from registry.services.errors import OrganiserStays, PurchaseNotOpen, TooFewMembers
from registry.services.models import ComponentService, Purchase, PurchaseMember


def organise_purchase(
    session: Session,
    actor: Actor,
    *,
    organiser: str,
    title: Mapping[str, str],
    closes_on: date,
    component: str | None = None,
    service: UUID | None = None,
    terms: Mapping[str, str] | None = None,
    minimum_members: int = 2,
) -> Purchase:
    """Call for buying a component, or an entity's service for one, together. A city that calls is the first member.

    Raises LandscapeHidden for entities, NotOffered, PayloadInvalid.
    """
    actor.require_scope(SCOPE)
    require_landscapes(actor)
    body = get_in_force(session, organiser, named_at="/organiser")
    actor.require(SCOPE, body.id)
    if body.kind not in GOVERNMENT_KINDS:
        raise LandscapeHidden()
    if closes_on < today_of(session):
        raise PayloadInvalid.of("/closes_on", "截止日不能早于今天。", "It cannot close before today.")
    bought = _bought_service(session, actor, service) if service else None
    if (component is None) == (bought is None):
        raise PayloadInvalid.of("/component", "组件与服务须填其一。", "Name either a component or a service.")
    about = offered_component(session, actor, bought.component.full_name if bought else component or "")
    now = now_of(session)
    purchase = Purchase(
        organiser_id=body.id,
        component_id=about.id,
        service_id=bought.id if bought else None,
        title=dict(title),
        terms=dict(terms or {}),
        closes_on=closes_on,
        minimum_members=minimum_members,
        status="open",
        is_demo=body.is_demo or about.is_demo,
        created_at=now,
        updated_at=now,
    )
    if body.kind == "city":
        purchase.members = [PurchaseMember(organisation_id=body.id, joined_at=now)]
    session.add(purchase)
    session.flush()
    made = queries.get_purchase(session, actor, purchase.public_id, for_change=True)
    tell_purchase(session, actor, made, "purchase.organised")
    return made


def change_purchase(
    session: Session,
    actor: Actor,
    *,
    purchase_id: UUID,
    expected_tag: str,
    title: Mapping[str, str],
    closes_on: date,
    minimum_members: int,
    terms: Mapping[str, str] | None = None,
) -> Purchase:
    """Say otherwise what is to be bought, or let it close on another day. Raises PurchaseNotOpen, PayloadInvalid."""
    purchase = _own_purchase(session, actor, purchase_id)
    check_tag(render_purchase(purchase).etag, expected_tag)
    if purchase.status != "open":
        raise _not_open(purchase)
    if closes_on != purchase.closes_on and closes_on < today_of(session):
        raise PayloadInvalid.of("/closes_on", "截止日不能早于今天。", "It cannot close before today.")
    if closes_on != purchase.closes_on:
        purchase.told_on = None
    purchase.title, purchase.terms = dict(title), dict(terms or {})
    purchase.closes_on, purchase.minimum_members = closes_on, minimum_members
    purchase.updated_at = now_of(session)
    session.flush()
    tell_purchase(session, actor, purchase, "purchase.changed")
    return purchase


def join_purchase(session: Session, actor: Actor, *, purchase_id: UUID, organisation: str) -> tuple[Purchase, bool]:
    """Buy with the others, as a city; whether that is new. Raises PurchaseNotOpen once the last day has passed."""
    purchase, body = _member(session, actor, purchase_id, organisation)
    if any(member.organisation_id == body.id for member in queries.present_members(purchase)):
        return purchase, False
    if body.kind != "city":
        raise PayloadInvalid.of("", "只有城市及其部门可以参加。", "Only cities and their units take part.")
    _require_open(session, purchase)
    now = now_of(session)
    member = PurchaseMember(purchase_id=purchase.id, joined_at=now)
    member.organisation = body
    purchase.members.append(member)
    purchase.updated_at = now
    session.flush()
    tell_purchase(session, actor, purchase, "purchase.joined", {"member": body.slug})
    return purchase, True


def leave_purchase(session: Session, actor: Actor, *, purchase_id: UUID, organisation: str) -> None:
    """Buy with the others no more; not after it closed. Raises PurchaseNotOpen, OrganiserStays."""
    purchase, body = _member(session, actor, purchase_id, organisation)
    own = [member for member in queries.present_members(purchase) if member.organisation_id == body.id]
    if not own:
        return
    if body.id == purchase.organiser_id:
        raise OrganiserStays()
    _require_open(session, purchase)
    own[0].left_at = purchase.updated_at = now_of(session)
    session.flush()
    tell_purchase(session, actor, purchase, "purchase.left", {"member": body.slug})


def close_purchase(session: Session, actor: Actor, *, purchase_id: UUID, reason: str | None = None) -> Purchase:
    """End joining: from now on agreements are recorded. Raises TooFewMembers, PurchaseNotOpen."""
    purchase = _own_purchase(session, actor, purchase_id)
    if purchase.status != "open":
        raise _not_open(purchase)
    members = len(queries.present_members(purchase))
    if members < purchase.minimum_members:
        raise TooFewMembers(members=members, minimum=purchase.minimum_members)
    return _end(session, actor, purchase, "closed", reason)


def cancel_purchase(session: Session, actor: Actor, *, purchase_id: UUID, reason: str) -> Purchase:
    """Give it up, with a reason that the members read. Raises PurchaseNotOpen."""
    purchase = _own_purchase(session, actor, purchase_id)
    if purchase.status != "open":
        raise _not_open(purchase)
    return _end(session, actor, purchase, "cancelled", reason)


def sweep_purchases(session: Session, limit: int) -> int:
    """Tell organisers, once, that the last day for joining has passed; how many."""
    today = today_of(session)
    found = queries.purchases_due(session, today=today, limit=limit)
    for purchase in found:
        purchase.told_on = today
        tell_purchase(session, SWEEPER, purchase, "purchase.due")
    session.flush()
    return len(found)


def tell_purchase(
    session: Session, actor: Actor, purchase: Purchase, type: str, data: Mapping[str, Any] | None = None
) -> None:
    """One event of a purchase, for its organiser and its members: no prices, no texts."""
    members = queries.present_members(purchase)
    named = {member.organisation_id: member.organisation.slug for member in members}
    record(
        session,
        actor,
        type=type,
        subject=f"purchase:{purchase.public_id}",
        organisation_id=purchase.organiser_id,
        audience=PARTIES,
        readers=set(named),
        data={
            "purchase": str(purchase.public_id),
            "component": purchase.component.full_name,
            "organiser": purchase.organiser.slug,
            "members": sorted(slug for body, slug in named.items() if body != purchase.organiser_id),
            "status": purchase.status,
            **(data or {}),
        },
    )


def _end(session: Session, actor: Actor, purchase: Purchase, status: str, reason: str | None) -> Purchase:
    purchase.status, purchase.reason = status, reason
    purchase.ended_on, purchase.updated_at = today_of(session), now_of(session)
    session.flush()
    tell_purchase(session, actor, purchase, "purchase.closed" if status == "closed" else "purchase.cancelled")
    return purchase


def _own_purchase(session: Session, actor: Actor, purchase_id: UUID) -> Purchase:
    purchase = queries.get_purchase(session, actor, purchase_id, for_change=True)
    actor.require(SCOPE, purchase.organiser_id)
    return purchase


def _member(session: Session, actor: Actor, purchase_id: UUID, slug: str) -> tuple[Purchase, Organisation]:
    purchase = queries.get_purchase(session, actor, purchase_id, for_change=True)
    body = get_in_force(session, slug)
    actor.require(SCOPE, body.id)
    return purchase, body


def _require_open(session: Session, purchase: Purchase) -> None:
    if purchase.status != "open" or purchase.closes_on < today_of(session):
        raise _not_open(purchase)


def _not_open(purchase: Purchase) -> PurchaseNotOpen:
    return PurchaseNotOpen(status=purchase.status, closes_on=purchase.closes_on.isoformat())


def _bought_service(session: Session, actor: Actor, service_id: UUID) -> ComponentService:
    found = queries.find_service(session, actor, service_id)
    if found is None or found.withdrawn_on is not None or not may_see(session, actor, found.component):
        raise PayloadInvalid.of("/service", "没有这项服务。", "There is no such service on offer.")
    return found
