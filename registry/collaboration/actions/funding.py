"""What is paid for a pairing, and its end, which both sides declare."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.collaboration import queries
from registry.collaboration.actions.pairing_parts import (
    hand_of,
    own_side_of,
    pairing_in_force,
    side_of,
    tell_activity,
    tell_pairing,
)
from registry.collaboration.errors import ActivitiesUnderWay, AlreadyConfirmed, SameHand
from registry.collaboration.models import Pairing, PairingActivity, PairingCompletion, PairingFunding
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.kit.money import to_fen
from registry.kit.sweeping import SWEEPER

UNDER_WAY: Final = ("planned", "evidenced")


def commit_funding(
    session: Session,
    actor: Actor,
    *,
    pairing_id: UUID,
    amount: str,
    currency: str,
    starts_on: date,
    ends_on: date,
    source: str,
    organisation: str | None = None,
) -> PairingFunding:
    """Commit money for a pairing in force, as one of its cities (S42). Never changed: more may be committed."""
    pairing = pairing_in_force(session, actor, pairing_id)
    _, city = side_of(actor, pairing, organisation)
    if ends_on < starts_on:
        raise PayloadInvalid.of("/to", "结束日不能早于开始日。", "It cannot end before it begins.")
    if not to_fen(amount):
        raise PayloadInvalid.of("/amount", "金额须大于零。", "The amount has to be more than nothing.")
    funding = PairingFunding(
        pairing_id=pairing.id,
        amount_fen=to_fen(amount),
        currency=currency,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
        recorded_at=now_of(session),
        recorded_by=hand_of(actor),
    )
    funding.organisation = city
    session.add(funding)
    session.flush()
    tell_pairing(session, actor, pairing, "pairing.funded", {"by": city.slug})
    return funding


def complete_pairing(session: Session, actor: Actor, *, pairing_id: UUID, note: str | None = None) -> Pairing:
    """Say for one's own city that the pairing is completed; it is once both do.

    Raises ActivitiesUnderWay, AlreadyConfirmed, SameHand.
    """
    pairing = pairing_in_force(session, actor, pairing_id)
    side, city = own_side_of(actor, pairing)
    under_way = select(func.count()).where(
        PairingActivity.pairing_id == pairing.id, PairingActivity.status.in_(UNDER_WAY)
    )
    if count := session.scalar(under_way):
        raise ActivitiesUnderWay(count=count)
    said = queries.completions_of(session, pairing)
    if any(word.side == side for word in said):
        raise AlreadyConfirmed(organisation=city.slug)
    if actor.person_id is not None and any(word.recorded_by == hand_of(actor) for word in said):
        raise SameHand()
    word = PairingCompletion(
        pairing_id=pairing.id, side=side, note=note, recorded_at=now_of(session), recorded_by=hand_of(actor)
    )
    word.organisation = city
    session.add(word)
    if said:
        pairing.status = "completed"
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyConfirmed(organisation=city.slug) from error
    tell_pairing(session, actor, pairing, "pairing.completed" if said else "pairing.completion_stated")
    return pairing


def sweep_activities(session: Session, limit: int) -> int:
    """Tell both cities of activities whose day has passed without evidence, and of results that are due; how many."""
    today = today_of(session)
    found = queries.activities_due(session, today=today, limit=limit)
    for activity in found:
        activity.told_on = today
        owed = "result" if activity.status == "confirmed" else "evidence"
        tell_activity(session, SWEEPER, activity.pairing, activity, "pairing.activity_due", {"owed": owed})
    session.flush()
    return len(found)
