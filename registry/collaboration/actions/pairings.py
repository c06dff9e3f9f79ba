"""Pairings, with the consent of both sides."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.collaboration import queries
from registry.collaboration.actions.pairing_parts import tell_pairing
from registry.collaboration.errors import PairingNotOpen, PairingTaken
from registry.collaboration.models import Pairing
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force


def propose_pairing(
    session: Session,
    actor: Actor,
    *,
    helper: str,
    helped: str,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    agreement: Mapping[str, str] | None = None,
) -> Pairing:
    """Offer or ask for help: either side proposes, the other answers. Raises PairingTaken."""
    sides = _two_cities(session, helper, helped)
    own = next((side for side in sides if side.id in actor.acts_for), None)
    actor.require("collaboration:write", own.id if own else sides[0].id)
    return _enter(
        session,
        actor,
        sides,
        kind=kind,
        status="proposed",
        starts_on=starts_on,
        ends_on=ends_on,
        agreement=agreement,
        proposed_by=own or sides[0],
    )


def answer_pairing(session: Session, actor: Actor, *, pairing_id: UUID, accepted: bool) -> Pairing:
    """The side that did not propose says yes or no. Raises PairingNotOpen when it was answered already."""
    pairing = queries.get_pairing(session, actor, pairing_id, for_change=True)
    other = pairing.helped_id if pairing.proposed_by_id == pairing.helper_id else pairing.helper_id
    actor.require("collaboration:write", other)
    if pairing.status != "proposed":
        raise PairingNotOpen(status=pairing.status)
    pairing.status = "active" if accepted else "declined"
    tell_pairing(session, actor, pairing, "pairing.accepted" if accepted else "pairing.declined")
    return pairing


def enter_pairing(
    session: Session,
    actor: Actor,
    *,
    helper: str,
    helped: str,
    kind: str,
    status: str,
    starts_on: date,
    ends_on: date | None = None,
    agreement: Mapping[str, str] | None = None,
    is_demo: bool = False,
) -> Pairing:
    """Enter a pairing that was agreed elsewhere, with its status. Administrators only."""
    actor.require_scope("platform:admin")
    sides = _two_cities(session, helper, helped)
    return _enter(
        session,
        actor,
        sides,
        kind=kind,
        status=status,
        starts_on=starts_on,
        ends_on=ends_on,
        agreement=agreement,
        proposed_by=sides[0],
        is_demo=is_demo,
    )


def _two_cities(session: Session, helper: str, helped: str) -> tuple[Organisation, Organisation]:
    sides = get_in_force(session, helper), get_in_force(session, helped)
    if helper == helped or any(side.unit != "city" for side in sides):
        raise PayloadInvalid.of("/helped", "结对双方须是两个不同的城市。", "A pairing is between two different cities.")
    return sides


def _enter(
    session: Session,
    actor: Actor,
    sides: tuple[Organisation, Organisation],
    *,
    kind: str,
    status: str,
    starts_on: date,
    ends_on: date | None,
    agreement: Mapping[str, str] | None,
    proposed_by: Organisation,
    is_demo: bool = False,
) -> Pairing:
    if ends_on is not None and ends_on <= starts_on:
        raise PayloadInvalid.of("/ends_on", "结束日须在开始日之后。", "It must end after it starts.")
    helper, helped = sides
    pairing = Pairing(
        helper_id=helper.id,
        helped_id=helped.id,
        kind=kind,
        status=status,
        agreement=dict(agreement or {}),
        starts_on=starts_on,
        ends_on=ends_on,
        proposed_by_id=proposed_by.id,
        is_demo=is_demo or helper.is_demo or helped.is_demo,
        created_at=now_of(session),
    )
    pairing.helper, pairing.helped = helper, helped
    session.add(pairing)
    taken = PairingTaken(helper=helper.slug, helped=helped.slug)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    tell_pairing(session, actor, pairing, "pairing.proposed" if status == "proposed" else "pairing.entered")
    return pairing
