"""What operating entities do for a component: they claim it, the publisher confirms, what nobody renews expires."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import SupplierClaim
from registry.catalogue.queries import get_component
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.organisations.models import Organisation
from registry.stewardship import queries
from registry.stewardship.errors import ClaimClosed, ClaimOpen, NotASupplier, NotListed
from registry.stewardship.terms import expiry_of

_EVENTS: Final = {
    "confirmed": "supplier.confirmed",
    "rejected": "supplier.rejected",
    "withdrawn": "supplier.withdrawn",
    "expired": "supplier.expired",
}


def claim_supply(
    session: Session, actor: Actor, *, component: str, services: Sequence[str], note: Mapping[str, str] | None = None
) -> SupplierClaim:
    """State that one's own entity supplies a component. It shows to all once the publisher has confirmed it.

    Raises NotASupplier, NotListed, ClaimOpen.
    """
    actor.require_scope("catalogue:write")
    if actor.organisation_id is None or actor.kind != "operating_entity":
        raise NotASupplier()
    supplied = get_component(session, actor, component, for_use=True)
    if supplied.status not in ADOPTABLE:
        raise NotListed(component=component, status=supplied.status)
    claim = SupplierClaim(
        component_id=supplied.id,
        supplier_id=actor.organisation_id,
        services=list(dict.fromkeys(services)),
        note=dict(note or {}),
        status="claimed",
        claimed_at=now_of(session),
        expires_on=expiry_of(today_of(session)),
    )
    claim.component, claim.supplier = supplied, session.get_one(Organisation, actor.organisation_id)
    session.add(claim)
    try:
        session.flush()
    except IntegrityError as error:
        raise ClaimOpen(supplier=actor.organisation or "", component=component) from error
    _record(session, actor, claim, "supplier.claimed")
    return claim


def decide_claim(session: Session, actor: Actor, *, component: str, claim_id: UUID, decision: str) -> SupplierClaim:
    """The publisher's word on a claim: `confirm` it or `reject` it, also later. Raises ClaimClosed."""
    claim = queries.get_claim(session, actor, component, claim_id, for_change=True)
    actor.require("catalogue:write", claim.component.publisher_id, claim.component.name)
    if claim.status not in queries.OPEN_CLAIMS or (claim.status, decision) == ("confirmed", "confirm"):
        raise ClaimClosed(status=claim.status)
    close_claim(session, actor, claim, "confirmed" if decision == "confirm" else "rejected")
    return claim


def renew_claim(session: Session, actor: Actor, *, component: str, claim_id: UUID) -> SupplierClaim:
    """The entity says that its claim still holds, for a year from now on. Raises ClaimClosed."""
    claim = _own_claim(session, actor, component, claim_id)
    claim.expires_on = expiry_of(today_of(session))
    session.flush()
    _record(session, actor, claim, "supplier.renewed")
    return claim


def withdraw_claim(session: Session, actor: Actor, *, component: str, claim_id: UUID) -> None:
    """The entity takes its claim back. Raises ClaimClosed."""
    close_claim(session, actor, _own_claim(session, actor, component, claim_id), "withdrawn")


def close_claim(session: Session, actor: Actor, claim: SupplierClaim, status: str) -> None:
    """Give a claim that is at hand another status, and say so; to all when they could or can see it."""
    was_shown = claim.status == "confirmed"
    claim.status, claim.answered_at = status, now_of(session)
    session.flush()
    _record(session, actor, claim, _EVENTS[status], was_shown=was_shown)


def _own_claim(session: Session, actor: Actor, component: str, claim_id: UUID) -> SupplierClaim:
    claim = queries.get_claim(session, actor, component, claim_id, for_change=True)
    actor.require("catalogue:write", claim.supplier_id)
    if claim.status not in queries.OPEN_CLAIMS:
        raise ClaimClosed(status=claim.status)
    return claim


def _record(session: Session, actor: Actor, claim: SupplierClaim, type: str, *, was_shown: bool = False) -> None:
    shown = was_shown or claim.status == "confirmed"
    audience, readers = audience_of(session, claim.component, shown=shown)
    record(
        session,
        actor,
        type=type,
        subject=f"{claim.component.full_name}/suppliers/{claim.public_id}",
        organisation_id=claim.supplier_id,
        audience=audience,
        readers=readers | {claim.component.publisher_id},
        data={
            "component": claim.component.full_name,
            "supplier": claim.supplier.slug,
            "services": claim.services,
            "status": claim.status,
        },
    )
