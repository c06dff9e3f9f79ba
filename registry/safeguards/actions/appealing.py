"""Objecting to what was decided on a flag, and answering that."""

from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.actions import credit_pair_anew
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import NotYourOrganisation
from registry.organisations.models import Organisation
from registry.safeguards import queries
from registry.safeguards.actions.telling import tell
from registry.safeguards.errors import AppealDecided, AppealPending, NothingToAppeal, OwnFlag
from registry.safeguards.models import Appeal, Flag


def appeal(session: Session, actor: Actor, *, flag_id: UUID, text: str) -> Appeal:
    """Object to an upheld flag, as one of those whom it concerns.

    Raises NothingToAppeal, AppealPending while an earlier one of the same organisation is open.
    """
    actor.require_scope("organisation:manage")
    flag = queries.get_flag(session, actor, flag_id, for_change=True)
    organisation = _concerned(actor, flag)
    if flag.status != "upheld":
        raise NothingToAppeal(status=flag.status)
    if any(each.organisation_id == organisation.id and each.status == "open" for each in flag.appeals):
        raise AppealPending(organisation=organisation.slug)
    made = Appeal(flag_id=flag.id, text=text, status="open", created_at=now_of(session))
    made.organisation = organisation
    flag.appeals.append(made)
    session.flush()
    tell(session, actor, flag, "appeal.made", appeal=str(made.public_id), organisation=organisation.slug)
    return made


def _concerned(actor: Actor, flag: Flag) -> Organisation:
    """The party that the caller acts for; its own organisation first."""
    own = [party.organisation for party in flag.parties if party.organisation_id in actor.acts_for]
    if not own:
        raise NotYourOrganisation(organisation=actor.organisation or "")
    return min(own, key=lambda each: (each.id != actor.organisation_id, each.id))


def decide_appeal(session: Session, actor: Actor, *, appeal_id: UUID, decision: str, answer: str) -> Appeal:
    """Grant an appeal or refuse it, with an answer. Granting ends the discounts that followed from the flag, today.

    For administrators whom the flag does not concern. Raises AppealDecided, OwnFlag.
    """
    actor.require_scope("platform:admin")
    flag, made = queries.get_appeal(session, actor, appeal_id)
    if {party.organisation_id for party in flag.parties} & actor.acts_for:
        raise OwnFlag()
    if made.status != "open":
        raise AppealDecided(status=made.status)
    made.status = "granted" if decision == "grant" else "refused"
    made.answer, made.decided_at, made.decided_by = answer, now_of(session), actor.organisation or actor.key
    if made.status == "granted":
        _end_discounts(session, flag)
    session.flush()
    tell(session, actor, flag, "appeal.decided", appeal=str(made.public_id), status=made.status)
    return made


def _end_discounts(session: Session, flag: Flag) -> None:
    for row in flag.discounts:
        discount = row.discount
        if discount.until_on is None:
            discount.until_on, discount.ended_at = today_of(session), now_of(session)
            session.flush()
            credit_pair_anew(session, discount.city_id, discount.publisher_city_id)
