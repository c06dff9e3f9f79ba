"""Adding what proves an adoption, and deciding on it. Nothing that an adopter names is ever fetched."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.confirming import require_confirmer
from registry.adoption.actions.stepping import changed, require_holder, tell
from registry.adoption.models import Adoption, Evidence
from registry.adoption.proof import MOST_PIECES, EvidenceExists, TooMuchEvidence, check_decision, kind_of
from registry.adoption.queries.evidence import (
    count_evidence,
    evidence_bytes,
    find_evidence_file,
    get_evidence,
    is_used_elsewhere,
    list_evidence,
)
from registry.artifacts.actions import place
from registry.artifacts.actions.locking import hold_digest
from registry.artifacts.errors import ArtifactTooLarge, StorageQuotaExceeded
from registry.artifacts.naming import read_filename, read_media_type
from registry.artifacts.queries import storage_use
from registry.artifacts.storage import Received, Storage
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.kit.policy import policy_of


class Added(NamedTuple):
    """A piece of evidence, and whether it was not there before."""

    evidence: Evidence
    is_new: bool


def add_evidence(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    kind: str,
    title: str | None = None,
    url: str | None = None,
    sha256: str | None = None,
) -> Evidence:
    """Add a link, a statement, or the digest of a file that is kept elsewhere.

    Raises PayloadInvalid where it says nothing, TooMuchEvidence.
    """
    adoption = _held_by(session, actor, adoption_id)
    if not (title or url or sha256):
        raise PayloadInvalid.of("/title", "佐证须有标题、链接或摘要。", "Evidence has a title, a link or a digest.")
    if kind == "link" and not url:
        raise PayloadInvalid.of("/url", "链接须给出网址。", "A link has an address.")
    check_pieces(session, adoption)
    evidence = _enter(session, adoption, _by(actor), kind=kind, title=title, url=url, digest=sha256)
    _tell_added(session, actor, adoption, evidence)
    return evidence


def put_evidence_file(
    session: Session,
    actor: Actor,
    storage: Storage,
    *,
    adoption_id: UUID,
    filename: str,
    received: Received,
    media_type: str,
    kind: str,
    title: str | None = None,
) -> Added:
    """Add a file, or find it there already with the same bytes. The caller discards `received` if this is refused.

    Raises EvidenceExists for other bytes under the name, TooMuchEvidence, StorageQuotaExceeded, ArtifactRemoved.
    """
    adoption = _held_by(session, actor, adoption_id)
    name = read_filename(filename)
    present = find_evidence_file(session, adoption.id, name)
    if present is not None:
        if present.digest != received.digest:
            raise EvidenceExists(filename=name)
        storage.discard(received)
        return Added(present, is_new=False)
    check_room(session, adoption, received.size)
    blob = place(session, storage, received)
    evidence = _enter(
        session,
        adoption,
        _by(actor),
        kind=kind,
        title=title,
        filename=name,
        media_type=read_media_type(media_type),
        size=blob.size,
        digest=blob.digest,
        blob_digest=blob.digest,
    )
    _tell_added(session, actor, adoption, evidence)
    return Added(evidence, is_new=True)


def enter_pieces(
    session: Session, actor: Actor, adoption: Adoption, pieces: Sequence[Mapping[str, Any]], *, by: str | None = None
) -> None:
    """Keep the evidence that a step or a confirmed claim named, each piece once. The step tells of itself; of what is
    held there is an event of its own.
    """
    if not pieces:
        return
    known = {_content(row) for row in list_evidence(session, adoption.id, limit=MOST_PIECES).items}
    for digest in sorted({piece["sha256"] for piece in pieces if piece.get("sha256")}):
        hold_digest(session, digest)
    for piece in pieces:
        said = {"kind": kind_of(piece["kind"]), "title": piece.get("title"), "url": piece.get("url")}
        content = (*said.values(), piece.get("sha256"))
        if content in known:
            continue
        known.add(content)
        check_pieces(session, adoption)
        evidence = _enter(session, adoption, by or _by(actor), **said, digest=piece.get("sha256"))
        if evidence.status == "held":
            tell(session, actor, adoption, "adoption.evidence_held", _facts(evidence), among_parties=True)


def decide_evidence(
    session: Session, actor: Actor, *, adoption_id: UUID, evidence_id: UUID, decision: str, note: str | None = None
) -> Evidence:
    """Accept or reject a piece of evidence: the publisher, an assessor or an administrator, never the adopter's side.

    Raises OwnSide, NotAConfirmer, AssessorRecused, EvidenceDecided, and EvidenceHeld for a publisher.
    """
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True, to_assess=True)
    confirmer = require_confirmer(session, actor, adoption)
    evidence = get_evidence(session, adoption, evidence_id, for_change=True)
    check_decision(evidence.status, confirmer.role)
    evidence.status = "accepted" if decision == "accept" else "rejected"
    evidence.decided_by, evidence.decided_at, evidence.decision_note = confirmer.organisation, now_of(session), note
    changed(session, actor, adoption, "adoption.evidence_decided", _facts(evidence), among_parties=True)
    return evidence


def file_limit(session: Session, actor: Actor, adoption_id: UUID, length: int) -> int:
    """How many bytes a file of evidence may have. What can be known before its bytes are there is refused here."""
    adoption = queries.get_adoption(session, actor, adoption_id)
    require_holder(actor, adoption)
    limit = policy_of(session).evidence_bytes_max
    if length > limit:
        raise ArtifactTooLarge(limit=limit)
    return limit


def check_pieces(session: Session, adoption: Adoption) -> None:
    """Raises TooMuchEvidence when there is no room for another piece."""
    if count_evidence(session, adoption.id) >= MOST_PIECES:
        raise TooMuchEvidence(limit=MOST_PIECES)


def check_room(session: Session, adoption: Adoption, size: int) -> None:
    """The same for a file, which also counts towards what its body may keep here. Raises StorageQuotaExceeded."""
    check_pieces(session, adoption)
    quota = policy_of(session).organisation_bytes_max
    used = storage_use(session, adoption.adopter_id) + evidence_bytes(session, adoption.adopter_id)
    if used + size > quota:
        raise StorageQuotaExceeded(organisation=adoption.adopter.slug, used=used, quota=quota, size=size)


def _held_by(session: Session, actor: Actor, adoption_id: UUID) -> Adoption:
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    return adoption


def _by(actor: Actor) -> str:
    return actor.organisation or actor.key


def _content(evidence: Evidence) -> tuple[str | None, ...]:
    return (evidence.kind, evidence.title, evidence.url, evidence.digest)


def _enter(session: Session, adoption: Adoption, by: str, **said: Any) -> Evidence:
    """Write a piece down. The same content on another adoption holds it: the one that came first stays as it is."""
    digest = said.get("digest")
    if digest is not None:
        # Of two adoptions that name the same content at once, one comes second.
        hold_digest(session, digest)
    held = digest is not None and is_used_elsewhere(session, digest, adoption.id)
    status = "held" if held else "submitted"
    evidence = Evidence(adoption_id=adoption.id, status=status, submitted_by=by, submitted_at=now_of(session), **said)
    evidence.decided_by = None
    session.add(evidence)
    session.flush()
    return evidence


def _tell_added(session: Session, actor: Actor, adoption: Adoption, evidence: Evidence) -> None:
    kind = "adoption.evidence_held" if evidence.status == "held" else "adoption.evidence_added"
    changed(session, actor, adoption, kind, _facts(evidence), among_parties=True)


def _facts(evidence: Evidence) -> dict[str, Any]:
    return {"evidence": str(evidence.public_id), "status": evidence.status}
