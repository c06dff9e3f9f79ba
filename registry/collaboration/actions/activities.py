"""What paired cities do with one another: planned, proved, confirmed by both sides, with a result 90 days later."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.catalogue.queries import get_component
from registry.collaboration import queries
from registry.collaboration.actions.pairing_parts import (
    hand_of,
    own_side_of,
    pairing_in_force,
    side_of,
    tell_activity,
)
from registry.collaboration.errors import ActivityNotOpen, AlreadyConfirmed, ResultTooEarly, SameHand
from registry.collaboration.models import (
    Pairing,
    PairingActivity,
    PairingConfirmation,
    PairingEvidence,
    PairingResult,
)
from registry.collaboration.pairing_rules import EvidenceFacts, lacking_in, result_due_on
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.kit.money import to_fen

TO_PROVE = ("planned", "evidenced")
"""Where evidence and confirmations are still taken."""


def plan_activity(
    session: Session,
    actor: Actor,
    *,
    pairing_id: UUID,
    kind: str,
    direction: str,
    title: Mapping[str, str],
    planned_on: date,
    description: Mapping[str, str] | None = None,
    component: str | None = None,
    adoption: UUID | None = None,
    organisation: str | None = None,
) -> PairingActivity:
    """Plan something with the other city of a pairing in force. Raises PairingNotActive, NotAPairedCity."""
    pairing = pairing_in_force(session, actor, pairing_id)
    side_of(actor, pairing, organisation)
    if not (pairing.starts_on <= planned_on <= (pairing.ends_on or date.max)):
        raise PayloadInvalid.of("/planned_on", "计划日须在结对期内。", "The day has to lie within the pairing.")
    about = get_component(session, actor, component) if component else None
    linked = _linked(session, pairing, adoption, "/adoption", about.id if about else None) if adoption else None
    activity = PairingActivity(
        pairing_id=pairing.id,
        kind=kind,
        direction=direction,
        status="planned",
        title=dict(title),
        description=dict(description or {}),
        planned_on=planned_on,
        component_id=about.id if about else linked.component_id if linked else None,
        adoption_id=linked.id if linked else None,
        created_at=now_of(session),
        created_by=hand_of(actor),
    )
    session.add(activity)
    session.flush()
    tell_activity(session, actor, pairing, activity, "pairing.activity_planned")
    return queries.get_activity(session, pairing, activity.public_id, for_change=True)


def cancel_activity(
    session: Session, actor: Actor, *, pairing_id: UUID, activity_id: UUID, reason: str, organisation: str | None = None
) -> PairingActivity:
    """Give an activity up that is not confirmed by both sides yet; it is kept, with the reason."""
    pairing, activity = _open_activity(session, actor, pairing_id, activity_id)
    side_of(actor, pairing, organisation)
    activity.status, activity.cancelled_on, activity.cancel_reason = "cancelled", today_of(session), reason
    session.flush()
    tell_activity(session, actor, pairing, activity, "pairing.activity_cancelled")
    return activity


def prove_activity(
    session: Session,
    actor: Actor,
    *,
    pairing_id: UUID,
    activity_id: UUID,
    organisation: str | None = None,
    **told: Any,
) -> PairingActivity:
    """Add evidence: `took_place_from`, `took_place_to`, `people`, `amount`, `currency`, `consideration`, `documents`,
    `note`. What one side confirmed before is to be confirmed anew. Raises PayloadInvalid where its kind asks for more.
    """
    pairing, activity = _open_activity(session, actor, pairing_id, activity_id)
    _, city = side_of(actor, pairing, organisation)
    evidence = _evidence(session, activity, told)
    now, today = now_of(session), today_of(session)
    for word in activity.confirmations:
        word.superseded_at = word.superseded_at or now
    evidence.organisation, evidence.recorded_at, evidence.recorded_by = city, now, hand_of(actor)
    activity.evidence.append(evidence)
    activity.status, activity.evidenced_on = "evidenced", activity.evidenced_on or today
    session.flush()
    tell_activity(session, actor, pairing, activity, "pairing.activity_evidenced")
    return activity


def confirm_activity(session: Session, actor: Actor, *, pairing_id: UUID, activity_id: UUID) -> PairingActivity:
    """Say for one's own city that it was so. The second side's word begins the 90 days until the result.

    Nobody does it in another's place. Raises ActivityNotOpen without evidence, AlreadyConfirmed, SameHand.
    """
    pairing, activity = _open_activity(session, actor, pairing_id, activity_id)
    side, city = own_side_of(actor, pairing)
    if activity.status != "evidenced":
        raise ActivityNotOpen(status=activity.status)
    said = [word for word in activity.confirmations if word.superseded_at is None]
    if any(word.side == side for word in said):
        raise AlreadyConfirmed(organisation=city.slug)
    if actor.person_id is not None and any(word.recorded_by == hand_of(actor) for word in said):
        raise SameHand()
    word = PairingConfirmation(side=side, recorded_at=now_of(session), recorded_by=hand_of(actor))
    word.organisation = city
    activity.confirmations.append(word)
    if said:
        activity.status, activity.confirmed_on = "confirmed", today_of(session)
    session.flush()
    tell_activity(session, actor, pairing, activity, "pairing.activity_confirmed")
    return activity


def tell_result(
    session: Session,
    actor: Actor,
    *,
    pairing_id: UUID,
    activity_id: UUID,
    outcome: Mapping[str, str],
    adoptions: Sequence[UUID] = (),
    organisation: str | None = None,
) -> PairingActivity:
    """Say what came of an activity, with the adoptions that did. Told again, the earlier result is kept.

    Also after the pairing was completed. Raises ResultTooEarly, ActivityNotOpen, PayloadInvalid.
    """
    pairing = queries.get_pairing(session, actor, pairing_id, for_change=True)
    _, city = side_of(actor, pairing, organisation)
    activity = queries.get_activity(session, pairing, activity_id, for_change=True)
    if activity.status not in {"confirmed", "completed"} or activity.confirmed_on is None:
        raise ActivityNotOpen(status=activity.status)
    due_on, today = result_due_on(activity.confirmed_on), today_of(session)
    if today < due_on:
        raise ResultTooEarly(due_on=due_on.isoformat())
    linked = {
        adoption: _linked(session, pairing, adoption, f"/adoptions/{place}") for place, adoption in enumerate(adoptions)
    }
    result = PairingResult(outcome=dict(outcome), recorded_at=now_of(session), recorded_by=hand_of(actor))
    result.organisation, result.adoptions = city, list(linked.values())
    activity.results.append(result)
    activity.status, activity.result_on = "completed", activity.result_on or today
    session.flush()
    tell_activity(session, actor, pairing, activity, "pairing.result_told", {"adoptions": len(linked)})
    return activity


def _open_activity(
    session: Session, actor: Actor, pairing_id: UUID, activity_id: UUID
) -> tuple[Pairing, PairingActivity]:
    pairing = pairing_in_force(session, actor, pairing_id)
    activity = queries.get_activity(session, pairing, activity_id, for_change=True)
    if activity.status not in TO_PROVE:
        raise ActivityNotOpen(status=activity.status)
    return pairing, activity


def _linked(
    session: Session, pairing: Pairing, adoption_id: UUID, pointer: str, component_id: int | None = None
) -> Adoption:
    found = queries.linked_adoption(session, pairing, component_id, adoption_id)
    if found is None:
        raise PayloadInvalid.of(
            pointer,
            "须为结对双方之一的采用（且属于所填组件）。",
            "It has to be an adoption of one of the two cities, of the component that is named.",
        )
    return found


def _evidence(session: Session, activity: PairingActivity, told: Mapping[str, Any]) -> PairingEvidence:
    first, last = told.get("took_place_from"), told.get("took_place_to")
    if first and (last or first) < first:
        raise PayloadInvalid.of("/to", "结束日不能早于开始日。", "It cannot end before it begins.")
    if first and first > today_of(session):
        raise PayloadInvalid.of("/from", "不能以将来之事为据。", "What has not begun yet proves nothing.")
    if ("amount" in told) != ("currency" in told):
        raise PayloadInvalid.of("/currency", "金额与币种须一并填写。", "An amount and its currency belong together.")
    facts = EvidenceFacts(
        has_period=first is not None and last is not None,
        has_people="people" in told,
        has_amount="amount" in told,
        has_consideration="consideration" in told,
        has_documents=bool(told.get("documents")),
        is_linked=activity.component_id is not None or activity.adoption_id is not None,
    )
    if lacking := lacking_in(activity.kind, facts):
        raise PayloadInvalid(errors=lacking)
    return PairingEvidence(
        took_place_from=first,
        took_place_to=last,
        people=told.get("people"),
        amount_fen=to_fen(told["amount"]) if "amount" in told else None,
        currency=told.get("currency"),
        consideration=told.get("consideration"),
        documents=list(told.get("documents", ())),
        note=told.get("note"),
    )
