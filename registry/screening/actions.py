"""Changes to screenings: keep one, decide on it, withdraw it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.accounts.models import Person
from registry.catalogue.errors import ComponentRemoved
from registry.catalogue.lifecycle import PUBLISHED
from registry.catalogue.queries import get_component
from registry.events.actions import record
from registry.events.audience import GOVERNMENT, PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import Moved, NotFound, NotYourOrganisation, PayloadInvalid, TokenRequired
from registry.organisations.models import Organisation
from registry.organisations.queries import find_organisation, get_organisation
from registry.screening.budgets import read_budget
from registry.screening.documents import render_screening
from registry.screening.errors import OrganisationNeeded, OwnScreening, ScreeningClosed
from registry.screening.finding import Found, found_among
from registry.screening.models import Screening
from registry.screening.numbering import next_number
from registry.screening.queries import get_screening
from registry.screening.verification import new_code


def keep_screening(
    session: Session,
    actor: Actor,
    *,
    asked: Mapping[str, Any],
    found: Found,
    project: str | None = None,
    organisation: str | None = None,
) -> Screening:
    """Number a screening and keep it as it was found, for the certificate that a project cites.

    `asked` holds title, summary, features and description by language. Raises OrganisationNeeded for a caller of no
    organisation who names none.
    """
    screening = Screening(
        number=next_number(session),
        project=project,
        title=dict(asked["title"]),
        summary=dict(asked.get("summary") or {}),
        features=dict(asked.get("features") or {}),
        description=dict(asked.get("description") or {}),
        candidates=found.candidates,
        position=found.position,
        status="open",
        chosen=[],
        verification_code=new_code(),
        created_at=now_of(session),
    )
    screening.organisation = _asking(session, actor, organisation)
    screening.is_demo = screening.organisation.is_demo
    screening.approver = None
    session.add(screening)
    return _settle(session, actor, screening, "screening.kept", PARTIES)


def decide_screening(
    session: Session,
    actor: Actor,
    *,
    number: str,
    decision: str,
    outcome: str,
    chosen: Sequence[str] = (),
    reasons: str | None = None,
    budget: dict[str, Any] | None = None,
    approver_name: str | None = None,
) -> Screening:
    """Say, once and for good, what becomes of a project: reuse, adapt, or build anew with reasons.

    For administrators, and never for who asked: OwnScreening. Raises ScreeningClosed where it was decided or withdrawn,
    PayloadInvalid naming the field where the decision does not hold together.
    """
    actor.require_scope("platform:admin")
    screening = get_screening(session, actor, number, for_change=True)
    if screening.organisation_id == actor.organisation_id or screening.organisation_id in actor.acts_for:
        raise OwnScreening(number=screening.number)
    _check_open(screening)
    _check_chosen(session, actor, decision, chosen)
    if decision == "justified_new" and not reasons and found_among(screening.candidates) == "near_duplicate":
        raise PayloadInvalid.of(
            "/reasons",
            "目录中已有近乎相同的组件：新建须说明理由。",
            "A component that is nearly the same exists: building anew needs reasons.",
        )
    granted = read_budget(outcome, budget)
    # Asked before anything is set: a question writes what is half decided, which the database refuses.
    approver = find_organisation(session, actor.organisation) if actor.organisation else None
    signed = approver_name or _name_of(session, actor)
    if granted is not None:
        screening.budget_asked_fen, screening.budget_granted_fen, screening.currency = granted
    screening.status, screening.decision, screening.outcome = "decided", decision, outcome
    screening.chosen, screening.reasons = list(dict.fromkeys(chosen)), reasons
    screening.approver, screening.approver_name = approver, signed
    screening.decided_at = now_of(session)
    return _settle(session, actor, screening, "screening.decided", GOVERNMENT)


def withdraw_screening(session: Session, actor: Actor, *, number: str) -> Screening:
    """End an open screening without a decision. For who asked, and for administrators."""
    if actor.is_anonymous:
        raise TokenRequired()
    screening = get_screening(session, actor, number, for_change=True)
    _check_open(screening)
    screening.status = "withdrawn"
    return _settle(session, actor, screening, "screening.withdrawn", PARTIES)


def _asking(session: Session, actor: Actor, slug: str | None) -> Organisation:
    """Whose screening it is: the caller's own organisation or a unit of it; for administrators anybody's."""
    if actor.is_anonymous:
        raise TokenRequired()
    wanted = slug or actor.organisation
    if wanted is None:
        raise OrganisationNeeded()
    organisation = get_organisation(session, wanted, named_at="/organisation")
    if organisation.id not in actor.acts_for and not actor.is_administrator:
        raise NotYourOrganisation(organisation=actor.organisation or "")
    return organisation


def _check_open(screening: Screening) -> None:
    if screening.status != "open":
        raise ScreeningClosed(number=screening.number, status=screening.status)


def _check_chosen(session: Session, actor: Actor, decision: str, chosen: Sequence[str]) -> None:
    """What is reused or adapted is named and is there; what is built anew chooses nothing."""
    if decision != "justified_new" and not chosen:
        raise PayloadInvalid.of("/chosen", "复用或改造须写明所选组件。", "Name the components to be reused or adapted.")
    if decision == "justified_new" and chosen:
        raise PayloadInvalid.of("/chosen", "确需新建时不选择组件。", "What is built anew chooses no component.")
    for nth, name in enumerate(chosen):
        if not _is_published(session, actor, name):
            raise PayloadInvalid.of(
                f"/chosen/{nth}", f"没有可复用的组件“{name}”。", f"There is no component '{name}' to reuse."
            )


def _is_published(session: Session, actor: Actor, name: str) -> bool:
    try:
        return get_component(session, actor, name).status in PUBLISHED
    except (NotFound, ComponentRemoved, Moved):
        return False


def _name_of(session: Session, actor: Actor) -> str | None:
    person = session.get(Person, actor.person_id) if actor.person_id is not None else None
    return person.display_name if person else None


def _settle(session: Session, actor: Actor, screening: Screening, type: str, audience: str) -> Screening:
    session.flush()
    screening.document, screening.etag = render_screening(screening)
    session.flush()
    record(
        session,
        actor,
        type=type,
        subject=screening.number,
        organisation_id=screening.organisation.id,
        audience=audience,
        data={
            "screening": screening.number,
            "organisation": screening.organisation.slug,
            "status": screening.status,
            "found": found_among(screening.candidates),
            "decision": screening.decision,
            "outcome": screening.outcome,
        },
    )
    return screening
