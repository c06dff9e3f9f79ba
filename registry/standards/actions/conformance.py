"""Claiming that a version conforms to a standard, and looking whether it does."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.catalogue.actions.lifecycle import own as own_component
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component, get_version
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotYourOrganisation, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.standards import queries
from registry.standards.errors import ClaimEnded, ClaimTaken, NotAnAssessor, VerifierInterested
from registry.standards.models import ConformanceClaim, Standard

Report = Mapping[str, Any]
"""A test report: title, address, digest, the day it was issued."""

_DECIDED: Final = {"verified": "conformance.verified", "rejected": "conformance.rejected"}


def claim_conformance(
    session: Session,
    actor: Actor,
    *,
    component: str,
    number: str,
    standard: str,
    clauses: str | None = None,
    report: Report | None = None,
) -> ConformanceClaim:
    """Claim that a version conforms, as its publisher. One that was rejected or withdrawn may be claimed anew.

    Raises ClaimTaken while a claim stands, PayloadInvalid for a standard that is not in the catalogue.
    """
    row = own_component(session, actor, component)
    version = get_version(session, row, number)
    found = _known_standard(session, standard)
    claim = queries.find_claim(session, version.id, found.id)
    taken = ClaimTaken(component=component, number=version.number, standard=found.code, status="claimed")
    if claim is not None and claim.status in {"claimed", "verified"}:
        raise ClaimTaken(component=component, number=version.number, standard=found.code, status=claim.status)
    if claim is None:
        claim = ConformanceClaim(version_id=version.id, standard_id=found.id)
        claim.version, claim.standard, claim.verifier = version, found, None
        session.add(claim)
    claim.status, claim.claimed_at = "claimed", now_of(session)
    claim.clauses, claim.report = clauses, dict(report) if report else None
    claim.verifier_id = claim.verifier = claim.verified_at = None
    claim.verification_note = claim.verification_report = None
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    _record(session, actor, row, claim, "conformance.claimed")
    return claim


def verify_conformance(
    session: Session,
    actor: Actor,
    *,
    component: str,
    number: str,
    claim_id: UUID,
    decision: str,
    note: str | None = None,
    report: Report | None = None,
    verifier: str | None = None,
) -> ConformanceClaim:
    """Say whether a claim holds: `verified` or `rejected`, the latter with a note that says why.

    By an assessor, or by an authority's administrator, who may also enter what an assessor (`verifier`) found. Never by
    anybody on the publisher's side or who supplies the component. Raises NotAnAssessor, VerifierInterested, ClaimEnded.
    """
    row = get_component(session, actor, component)
    body = _verifier(session, actor, row, verifier)
    claim = queries.get_claim(session, get_version(session, row, number).id, claim_id, for_change=True)
    if claim.status not in {"claimed", "verified"}:
        raise ClaimEnded(status=claim.status)
    if decision == "rejected" and not (note or "").strip():
        raise PayloadInvalid.of("/note", "不予认可须说明理由。", "Rejecting needs a note that says why.")
    claim.status, claim.verified_at = decision, now_of(session)
    claim.verifier_id, claim.verifier = body.id, body
    claim.verification_note, claim.verification_report = note, dict(report) if report else None
    session.flush()
    _record(session, actor, row, claim, _DECIDED[decision], verifier=body.slug)
    return claim


def withdraw_conformance(session: Session, actor: Actor, *, component: str, number: str, claim_id: UUID) -> None:
    """Take a claim back, as its publisher; does nothing when it is withdrawn already."""
    row = own_component(session, actor, component)
    claim = queries.get_claim(session, get_version(session, row, number).id, claim_id, for_change=True)
    if claim.status != "withdrawn":
        claim.status = "withdrawn"
        session.flush()
        _record(session, actor, row, claim, "conformance.withdrawn")


def _known_standard(session: Session, code: str) -> Standard:
    found = queries.find_standard(session, code)
    if found is None:
        raise PayloadInvalid.of(
            "/standard",
            f"标准目录中没有“{code}”；请管理员先登记。",
            f"The catalogue of standards lacks '{code}': ask an administrator to enter it.",
        )
    return found


def _verifier(session: Session, actor: Actor, component: Component, named: str | None) -> Organisation:
    """Who looked: the caller's organisation, or for an administrator the assessor it enters a finding of."""
    if not actor.is_administrator:
        actor.require_scope("assessment:write")
        if named not in {None, actor.organisation}:
            raise NotYourOrganisation(organisation=actor.organisation or "")
    slug = named or actor.organisation
    if slug is None:
        raise PayloadInvalid.of("/verifier", "请指明核验单位。", "Name the organisation that verified.")
    body = get_organisation(session, slug, named_at="/verifier")
    if body.kind not in {"assessor", "authority"}:
        raise NotAnAssessor(organisation=slug)
    own = get_organisation(session, actor.organisation) if actor.organisation else body
    for party in (body, own):
        if queries.has_interest(session, party, component):
            raise VerifierInterested(organisation=party.slug, component=component.full_name)
    return body


def _record(
    session: Session, actor: Actor, component: Component, claim: ConformanceClaim, type: str, **data: Any
) -> None:
    audience, readers = audience_of(session, component, shown=component.status in SHOWN_TO_ALL)
    record(
        session,
        actor,
        type=type,
        subject=f"{component.full_name}/versions/{claim.version.number}/conformance/{claim.public_id}",
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers,
        data={
            "component": component.full_name,
            "version": claim.version.number,
            "claim": str(claim.public_id),
            "standard": claim.standard.slug,
            **data,
        },
    )
