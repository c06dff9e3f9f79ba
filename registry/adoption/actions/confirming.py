"""Another side's word on an adoption: that it is so, or that it is not."""

from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.stepping import changed, known_version
from registry.adoption.confirming import (
    ConfirmationInForce,
    ConfirmationWithdrawn,
    NotAConfirmer,
    OwnSide,
    check_confirmable,
    check_sides,
)
from registry.adoption.models import Adoption, Confirmation
from registry.adoption.queries.confirmations import (
    get_confirmable,
    get_confirmation,
    has_said,
    is_member_of_any,
)
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import TokenRequired
from registry.organisations.models import Organisation

SCOPES: Final = {"publisher": "catalogue:write", "assessor": "assessment:write", "administrator": "platform:admin"}
"""What a token needs so that its bearer may speak in a role."""

_EVENTS: Final = {"confirmed": "adoption.confirmed", "disputed": "adoption.disputed"}


class Confirmer(NamedTuple):
    """In which role somebody speaks, and in whose name; nobody's at the console."""

    role: str
    organisation: Organisation | None


def require_confirmer(session: Session, actor: Actor, adoption: Adoption) -> Confirmer:
    """In which role the caller may vouch for an adoption.

    Raises TokenRequired, OwnSide, NotAConfirmer, AssessorRecused, ScopeMissing.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    own = {adoption.adopter_id, adoption.beneficiary_id, adoption.city_id}
    if own & actor.acts_for or (actor.person_id is not None and is_member_of_any(session, actor.person_id, own)):
        raise OwnSide()
    organisation = session.get(Organisation, actor.organisation_id) if actor.organisation_id is not None else None
    if organisation is not None:
        check_sides(
            queries.party_of(session, organisation),
            adopters=[queries.party_of(session, body) for body in (adoption.adopter, adoption.beneficiary)],
            publisher=queries.party_of(session, adoption.component.publisher),
            is_assessor=actor.kind == "assessor",
        )
    role = _role(actor, adoption)
    actor.require_scope(SCOPES[role], adoption.component.name if role == "publisher" else None)
    return Confirmer(role, adoption.component.publisher if role == "publisher" else organisation)


def _role(actor: Actor, adoption: Adoption) -> str:
    if adoption.component.publisher_id in actor.acts_for:
        return "publisher"
    if actor.kind == "assessor":
        return "assessor"
    if actor.is_administrator:
        return "administrator"
    raise NotAConfirmer()


def confirm_adoption(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    verdict: str = "confirmed",
    version: str | None = None,
    note: str | None = None,
) -> Confirmation:
    """Say that an adoption is so, or dispute it: one word of an organisation is in force at a time.

    Raises what `require_confirmer` does, NothingRuns, ConfirmationInForce, PayloadInvalid for an unknown version.
    """
    adoption = get_confirmable(session, actor, adoption_id, for_change=True)
    confirmer = require_confirmer(session, actor, adoption)
    check_confirmable(adoption.stage)
    if confirmer.organisation is None:
        # A word counts as somebody's: the console is nobody's.
        raise NotAConfirmer()
    if has_said(session, adoption.id, confirmer.organisation.id):
        raise ConfirmationInForce(organisation=confirmer.organisation.slug)
    confirmation = Confirmation(
        adoption_id=adoption.id,
        confirmer=confirmer.role,
        verdict=verdict,
        note=note,
        recorded_at=now_of(session),
        recorded_by=actor.key,
    )
    confirmation.organisation = confirmer.organisation
    # Only what is said is kept: who publishes need not know which version is recorded, and a yanked one may well run.
    confirmation.version = known_version(session, adoption.component, version) if version else None
    session.add(confirmation)
    changed(session, actor, adoption, _EVENTS[verdict], _facts(confirmation))
    return confirmation


def withdraw_confirmation(
    session: Session, actor: Actor, *, adoption_id: UUID, confirmation_id: UUID, reason: str
) -> Confirmation:
    """Take a word back, with a reason: its organisation or an administrator. Raises ConfirmationWithdrawn."""
    adoption = get_confirmable(session, actor, adoption_id, for_change=True)
    confirmation = get_confirmation(session, adoption, confirmation_id)
    if not actor.is_administrator:
        name = adoption.component.name if confirmation.confirmer == "publisher" else None
        actor.require(SCOPES[confirmation.confirmer], confirmation.organisation_id, name)
    if confirmation.withdrawn_at is not None:
        raise ConfirmationWithdrawn()
    confirmation.withdrawn_at, confirmation.withdrawal_reason = now_of(session), reason
    changed(session, actor, adoption, "adoption.confirmation_withdrawn", _facts(confirmation))
    return confirmation


def _facts(confirmation: Confirmation) -> dict[str, Any]:
    return {
        "confirmation": str(confirmation.public_id),
        "confirmer": confirmation.confirmer,
        "organisation": confirmation.organisation.slug,
        "verdict": confirmation.verdict,
    }
