"""Which artifacts a version has."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from registry.artifacts.errors import ArtifactElsewhere, ArtifactHeld, ArtifactRemoved
from registry.artifacts.models import Artifact, StorageUse
from registry.artifacts.naming import key_of
from registry.catalogue.models import ComponentVersion
from registry.catalogue.quarantine import require_fetchable
from registry.catalogue.queries import get_component, get_version
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of


def list_artifacts(session: Session, version_id: int) -> list[Artifact]:
    """All artifacts of a version with their blobs, also the removed ones, in the order of their addition."""
    query = select(Artifact).where(Artifact.version_id == version_id).order_by(Artifact.id)
    return list(session.scalars(query.options(joinedload(Artifact.blob))))


def list_of_component(session: Session, component_id: int) -> list[Artifact]:
    """The artifacts of all versions of a component, with their versions and blobs."""
    query = (
        select(Artifact)
        .join(Artifact.version)
        .where(ComponentVersion.component_id == component_id)
        .options(contains_eager(Artifact.version), joinedload(Artifact.blob))
    )
    return list(session.scalars(query))


def find_artifact(session: Session, version_id: int, filename: str) -> Artifact | None:
    """The artifact of that name, in whatever capitals, with its blob."""
    query = select(Artifact).where(Artifact.version_id == version_id, Artifact.filename_key == key_of(filename))
    return session.scalar(query.options(joinedload(Artifact.blob)))


def get_artifact(session: Session, version_id: int, filename: str) -> Artifact:
    """The same; raises NotFound."""
    artifact = find_artifact(session, version_id, filename)
    if artifact is None:
        raise NotFound(what=filename)
    return artifact


def get_sendable(session: Session, actor: Actor, component: str, number: str, filename: str) -> Artifact:
    """A file whose bytes the caller may have. Raises NotFound, Quarantined, ArtifactElsewhere, ArtifactRemoved,
    ArtifactHeld.
    """
    row = get_component(session, actor, component)
    version = get_version(session, row, number)
    artifact = get_artifact(session, version.id, filename)
    require_fetchable(session, actor, row)
    blob = artifact.blob
    if artifact.removed_at is not None:
        raise ArtifactRemoved(filename=artifact.filename, reason=artifact.removal_reason)
    if blob is None:
        raise ArtifactElsewhere(filename=artifact.filename, location=artifact.location)
    if blob.removed_at is not None:
        raise ArtifactRemoved(filename=artifact.filename, reason=blob.removal_reason)
    if blob.scan == "held":
        raise ArtifactHeld(filename=artifact.filename, reason=blob.scan_report or "–")
    return artifact


def list_documents(
    session: Session, version_id: int, *, after: tuple[Any, ...] | None = None, limit: int = 100
) -> Page[tuple[int, bytes]]:
    """A page of the documents of a version's artifacts as they were rendered, in the order of their addition."""
    query = select(Artifact.id, Artifact.document).where(Artifact.version_id == version_id).order_by(Artifact.id)
    if after:
        query = query.where(Artifact.id > after[0])
    rows = [(identifier, document) for identifier, document in session.execute(query.limit(limit + 1))]
    return page_of(rows, limit, key=lambda row: (row[0],))


def find_by_role(session: Session, version_id: int, role: str) -> Artifact | None:
    """The newest file of a role that is kept here and was not removed, with its blob."""
    query = (
        select(Artifact)
        .where(
            Artifact.version_id == version_id,
            Artifact.role == role,
            Artifact.blob_digest.is_not(None),
            Artifact.removed_at.is_(None),
        )
        .order_by(Artifact.id.desc())
        .limit(1)
    )
    return session.scalar(query.options(joinedload(Artifact.blob)))


def storage_use(session: Session, organisation_id: int) -> int:
    """How many bytes an organisation has put here."""
    return session.scalar(select(StorageUse.bytes).where(StorageUse.organisation_id == organisation_id)) or 0
