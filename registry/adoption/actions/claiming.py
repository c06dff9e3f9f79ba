"""What suppliers claim of cities: a draft that becomes an adoption once the city confirms it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.adopting import adopt_component
from registry.adoption.actions.moving import move_adoption
from registry.adoption.actions.proving import enter_pieces
from registry.adoption.actions.stepping import known_version
from registry.adoption.claims import (
    OPEN_CLAIMS,
    AdoptionClaimClosed,
    AdoptionClaimOpen,
    NotAClaimant,
    TooManyClaims,
    expiry_of,
    stages_to,
)
from registry.adoption.models import Adoption, AdoptionClaim
from registry.adoption.queries.claims import count_open_claims, find_in_force, get_claim, list_run_out
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import Moved, NotFound, PayloadInvalid
from registry.kit.sweeping import SWEEPER
from registry.organisations.models import Organisation
from registry.organisations.queries import find_organisation, successor_of

_EVENTS: Final = {
    "confirmed": "adoption_claim.confirmed",
    "rejected": "adoption_claim.rejected",
    "withdrawn": "adoption_claim.withdrawn",
    "expired": "adoption_claim.expired",
}


def claim_adoption(
    session: Session,
    actor: Actor,
    *,
    adopter: str,
    component: str,
    stage: str,
    mode: str,
    since_on: date,
    version: str | None = None,
    note: str | None = None,
    evidence: Sequence[Mapping[str, Any]] = (),
) -> AdoptionClaim:
    """State that a city runs a component by one's own work. Nothing counts before the city confirms it.

    What the city runs already is not looked at: an answer that differed would tell. Raises NotAClaimant,
    AdoptionClaimOpen, TooManyClaims, or PayloadInvalid naming the field.
    """
    actor.require_scope("catalogue:write")
    if actor.organisation_id is None or actor.kind != "operating_entity":
        raise NotAClaimant()
    claimant = session.get_one(Organisation, actor.organisation_id)
    city, claimed = _city(session, adopter), _component(session, actor, component)
    today = today_of(session)
    if since_on > today:
        raise PayloadInvalid.of("/since_on", "日期不能晚于今天。", "The day must not lie in the future.")
    if count_open_claims(session, claimant.id) >= OPEN_CLAIMS:
        raise TooManyClaims(claimant=claimant.slug, limit=OPEN_CLAIMS)
    claim = AdoptionClaim(
        stage=stage,
        mode=mode,
        since_on=since_on,
        note=note,
        evidence=[dict(piece) for piece in evidence],
        status="open",
        expires_on=expiry_of(today),
        created_at=now_of(session),
        is_demo=claimant.is_demo or city.is_demo or claimed.is_demo,
    )
    claim.claimant, claim.adopter, claim.component = claimant, city, claimed
    claim.version = known_version(session, claimed, version) if version else None
    claim.adoption = None
    return _enter(session, actor, claim)


def _enter(session: Session, actor: Actor, claim: AdoptionClaim) -> AdoptionClaim:
    taken = AdoptionClaimOpen(
        claimant=claim.claimant.slug, adopter=claim.adopter.slug, component=claim.component.full_name
    )
    session.add(claim)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    _tell(session, actor, claim, "adoption_claim.made")
    return claim


def confirm_claim(session: Session, actor: Actor, *, claim_id: UUID) -> AdoptionClaim:
    """The city says that it is so: the adoption is begun and brought to the claimed stage, with the claim's evidence.

    Where the city has recorded the adoption itself, that one is confirmed as it stands. Raises AdoptionClaimClosed, and
    what adopting and moving raise.
    """
    claim = _open_claim(session, actor, claim_id)
    adopter = successor_of(session, claim.adopter)
    recorded = find_in_force(session, adopter.id, claim.component_id)
    if recorded is not None:
        adoption = queries.get_adoption(session, actor, recorded, for_change=True)
    else:
        adoption = _begin(session, actor, claim, adopter)
    enter_pieces(session, actor, adoption, claim.evidence, by=claim.claimant.slug)
    claim.adoption = adoption
    _close(session, actor, claim, "confirmed", None)
    return claim


def reject_claim(session: Session, actor: Actor, *, claim_id: UUID, note: str) -> AdoptionClaim:
    """The city says that it is not so, and why. Raises AdoptionClaimClosed."""
    claim = _open_claim(session, actor, claim_id)
    _close(session, actor, claim, "rejected", note)
    return claim


def withdraw_adoption_claim(session: Session, actor: Actor, *, claim_id: UUID) -> AdoptionClaim:
    """The supplier takes its claim back. Raises AdoptionClaimClosed."""
    claim = get_claim(session, actor, claim_id, for_change=True)
    actor.require("catalogue:write", claim.claimant_id)
    _require_open(claim)
    _close(session, actor, claim, "withdrawn", None)
    return claim


def expire_claims(session: Session, limit: int) -> int:
    """End claims that no city has answered in time; how many, `limit` at most."""
    claims = list_run_out(session, today_of(session), limit)
    for claim in claims:
        _close(session, SWEEPER, claim, "expired", None)
    return len(claims)


def _begin(session: Session, actor: Actor, claim: AdoptionClaim, adopter: Organisation) -> Adoption:
    adoption = adopt_component(
        session,
        actor,
        adopter=adopter.slug,
        component=claim.component.full_name,
        mode=claim.mode,
        version=claim.version.number if claim.version else None,
        operator=successor_of(session, claim.claimant).slug,
        on=claim.since_on,
        is_demo=claim.is_demo,
        # It runs: this writes it down, and what the city asks of what it takes into use is not asked again.
        runs_already=True,
    )
    for stage in stages_to(claim.stage):
        move_adoption(session, actor, adoption_id=adoption.public_id, to=stage, on=claim.since_on, runs_already=True)
    return adoption


def _open_claim(session: Session, actor: Actor, claim_id: UUID) -> AdoptionClaim:
    claim = get_claim(session, actor, claim_id, for_change=True)
    actor.require("adoption:write", claim.adopter_id)
    _require_open(claim)
    return claim


def _require_open(claim: AdoptionClaim) -> None:
    if claim.status != "open":
        raise AdoptionClaimClosed(status=claim.status)


def _close(session: Session, actor: Actor, claim: AdoptionClaim, status: str, note: str | None) -> None:
    claim.status, claim.decided_at, claim.decision_note = status, now_of(session), note
    session.flush()
    _tell(session, actor, claim, _EVENTS[status])


def _city(session: Session, slug: str) -> Organisation:
    city = find_organisation(session, slug)
    if city is None or city.kind != "city" or city.status != "registered":
        raise PayloadInvalid.of(
            "/adopter", f"“{slug}”不是已登记的城市或其单位。", f"'{slug}' is no registered city or unit of one."
        )
    return city


def _component(session: Session, actor: Actor, full_name: str) -> Component:
    try:
        component = get_component(session, actor, full_name)
    except Moved as moved:
        component = get_component(session, actor, str(moved.facts["now"]))
    except NotFound as error:
        raise _no_component(full_name) from error
    if component.status not in ADOPTABLE:
        raise _no_component(full_name)
    return component


def _no_component(full_name: str) -> PayloadInvalid:
    return PayloadInvalid.of(
        "/component",
        f"没有可采用的组件“{full_name}”。",
        f"There is no component '{full_name}' that can be adopted.",
    )


def _tell(session: Session, actor: Actor, claim: AdoptionClaim, type: str) -> None:
    """To both sides: a claim is no fact about the city before it says so. Of the adoption nothing is told here."""
    record(
        session,
        actor,
        type=type,
        subject=f"{claim.component.full_name}/adoption-claims/{claim.public_id}",
        organisation_id=claim.claimant_id,
        audience=PARTIES,
        readers={claim.adopter_id},
        data={
            "claim": str(claim.public_id),
            "component": claim.component.full_name,
            "adopter": claim.adopter.slug,
            "claimant": claim.claimant.slug,
            "stage": claim.stage,
            "status": claim.status,
        },
    )
