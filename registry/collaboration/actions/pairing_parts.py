"""What every change within a pairing shares: who speaks for which side, and the event."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.collaboration import queries
from registry.collaboration.errors import NotAPairedCity, PairingNotActive, SameHand
from registry.collaboration.models import Pairing, PairingActivity
from registry.events.actions import record
from registry.events.audience import GOVERNMENT
from registry.kit.actor import Actor
from registry.organisations.models import Organisation

SCOPE = "collaboration:write"


def hand_of(actor: Actor) -> str:
    """Whose hand it is: the person's, whatever token they hold, or else the token's."""
    return f"person:{actor.person_id}" if actor.person_id is not None else actor.key


def side_of(actor: Actor, pairing: Pairing, organisation: str | None = None) -> tuple[str, Organisation]:
    """On which side of a pairing the caller speaks; administrators say for which city (`organisation`).

    Raises NotAPairedCity, SameHand where the caller stands on both.
    """
    actor.require_scope(SCOPE)
    own = [
        (side, city)
        for side, city in (("helper", pairing.helper), ("helped", pairing.helped))
        if (city.id in actor.acts_for or actor.is_administrator) and organisation in {None, city.slug}
    ]
    if not own:
        raise NotAPairedCity(helper=pairing.helper.slug, helped=pairing.helped.slug)
    if len(own) > 1:
        raise SameHand()
    return own[0]


def own_side_of(actor: Actor, pairing: Pairing) -> tuple[str, Organisation]:
    """The same where nobody speaks in another's place: not even administrators do."""
    actor.require_scope(SCOPE)
    sides = (("helper", pairing.helper), ("helped", pairing.helped))
    own = [(side, city) for side, city in sides if city.id in actor.acts_for]
    if not own:
        raise NotAPairedCity(helper=pairing.helper.slug, helped=pairing.helped.slug)
    if len(own) > 1:
        raise SameHand()
    return own[0]


def pairing_in_force(session: Session, actor: Actor, pairing_id: UUID) -> Pairing:
    """A pairing that the caller sees, held until this transaction ends. Raises PairingNotActive."""
    pairing = queries.get_pairing(session, actor, pairing_id, for_change=True)
    if pairing.status != "active":
        raise PairingNotActive(status=pairing.status)
    return pairing


def tell_pairing(
    session: Session, actor: Actor, pairing: Pairing, type: str, data: Mapping[str, Any] | None = None
) -> None:
    """One event of a pairing, for cities and administrators: no amounts, no texts."""
    record(
        session,
        actor,
        type=type,
        subject=f"pairing:{pairing.public_id}",
        organisation_id=pairing.helper_id,
        audience=GOVERNMENT,
        data={
            "pairing": str(pairing.public_id),
            "helper": pairing.helper.slug,
            "helped": pairing.helped.slug,
            "status": pairing.status,
            **(data or {}),
        },
    )


def tell_activity(
    session: Session,
    actor: Actor,
    pairing: Pairing,
    activity: PairingActivity,
    type: str,
    data: Mapping[str, Any] | None = None,
) -> None:
    """One event of an activity."""
    told = {"activity": str(activity.public_id), "kind": activity.kind, "activity_status": activity.status}
    tell_pairing(session, actor, pairing, type, {**told, **(data or {})})
