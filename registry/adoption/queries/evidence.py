"""What proves an adoption, as far as the caller may see it."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption, Evidence
from registry.adoption.proof import EvidenceWithoutFile
from registry.adoption.queries.adoptions import get_adoption, is_assessor
from registry.artifacts.errors import ArtifactHeld, ArtifactRemoved
from registry.artifacts.naming import OCTETS
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, NotYourOrganisation
from registry.kit.paging import Page, page_of


class EvidenceFile(NamedTuple):
    """The bytes of a piece of evidence under its name, as they are sent."""

    digest: str
    filename: str
    media_type: str
    size: int | None


def sees_evidence(actor: Actor, adoption: Adoption) -> bool:
    """The bodies of the adoption and their city, the publisher where it is a government's, assessors, administrators.

    Operating entities never, not even of what they publish: evidence names contracts, people and places of the city.
    """
    parties = {adoption.adopter_id, adoption.beneficiary_id, adoption.city_id, adoption.component.publisher_id}
    is_party = actor.sees_landscapes and bool(parties & actor.acts_for)
    return is_party or is_assessor(actor) or actor.is_administrator


def get_evidenced(session: Session, actor: Actor, adoption_id: UUID) -> Adoption:
    """An adoption whose evidence the caller may see. Raises NotFound, and NotYourOrganisation for another city."""
    adoption = get_adoption(session, actor, adoption_id, to_assess=True)
    if not sees_evidence(actor, adoption):
        raise NotYourOrganisation(organisation=actor.organisation or "")
    return adoption


def list_evidence(
    session: Session, adoption_id: int, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[Evidence]:
    """The evidence of an adoption in the order in which it was added."""
    query = _whole().where(Evidence.adoption_id == adoption_id).order_by(Evidence.id)
    if after:
        query = query.where(Evidence.id > after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def get_evidence(session: Session, adoption: Adoption, evidence_id: UUID, *, for_change: bool = False) -> Evidence:
    """One piece of evidence of an adoption. Raises NotFound."""
    query = _whole().where(Evidence.adoption_id == adoption.id, Evidence.public_id == evidence_id)
    found = session.scalar(query.with_for_update(of=Evidence) if for_change else query)
    if found is None:
        raise NotFound(what=str(evidence_id))
    return found


def get_evidence_file(session: Session, actor: Actor, adoption_id: UUID, evidence_id: UUID) -> EvidenceFile:
    """The bytes of a piece of evidence, for who sees it. Raises NotFound, NotYourOrganisation, EvidenceWithoutFile,
    ArtifactRemoved, ArtifactHeld.
    """
    evidence = get_evidence(session, get_evidenced(session, actor, adoption_id), evidence_id)
    blob = evidence.blob
    if blob is None:
        raise EvidenceWithoutFile()
    if blob.removed_at is not None:
        raise ArtifactRemoved(filename=evidence.filename, reason=blob.removal_reason)
    if blob.scan == "held":
        raise ArtifactHeld(filename=evidence.filename, reason=blob.scan_report or "–")
    return EvidenceFile(blob.digest, evidence.filename or "", evidence.media_type or OCTETS, blob.size)


def find_evidence_file(session: Session, adoption_id: int, filename: str) -> Evidence | None:
    """The file of that name among the evidence of an adoption."""
    return session.scalar(_whole().where(Evidence.adoption_id == adoption_id, Evidence.filename == filename))


def count_evidence(session: Session, adoption_id: int) -> int:
    return session.scalar(select(func.count()).where(Evidence.adoption_id == adoption_id)) or 0


def is_used_elsewhere(session: Session, digest: str, adoption_id: int) -> bool:
    """Whether the same content is evidence of another adoption, whatever was decided there."""
    query = select(Evidence.id).where(Evidence.digest == digest, Evidence.adoption_id != adoption_id)
    return session.scalar(query.limit(1)) is not None


def adoptions_with(session: Session, digest: str, adoption_id: int) -> list[str]:
    """The other adoptions that the same content is evidence of: for administrators, who review what is held."""
    query = select(Adoption.public_id).join(Evidence, Evidence.adoption_id == Adoption.id).distinct()
    found = session.scalars(query.where(Evidence.digest == digest, Evidence.adoption_id != adoption_id))
    return sorted(str(identifier) for identifier in found)


def evidence_bytes(session: Session, adopter_id: int) -> int:
    """How many bytes of evidence a body has put here."""
    query = select(func.sum(Evidence.size)).join(Adoption, Adoption.id == Evidence.adoption_id)
    return session.scalar(query.where(Adoption.adopter_id == adopter_id, Evidence.blob_digest.is_not(None))) or 0


def _whole() -> Select[Evidence]:
    return select(Evidence).options(joinedload(Evidence.decided_by), joinedload(Evidence.blob))
