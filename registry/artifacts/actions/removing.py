"""Taking bytes out where the law asks for it. What they were called, and what their digest was, stays."""

from collections.abc import Iterable, Sequence

import structlog
from sqlalchemy import event as listen
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.artifacts import queries
from registry.artifacts.actions.entering import tell
from registry.artifacts.actions.locking import hold_digest
from registry.artifacts.documents import listed_artifact, render_artifact
from registry.artifacts.errors import ArtifactRemoved, StorageUnavailable
from registry.artifacts.models import Artifact, Blob, StorageUse
from registry.artifacts.storage import Storage
from registry.catalogue.actions import extend_manifest
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import find_component, get_version
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotFound

log = structlog.get_logger(__name__)


def remove_by_law(
    session: Session,
    actor: Actor,
    storage: Storage,
    *,
    component: str,
    number: str,
    filename: str,
    reason: str,
    legal_basis: str,
) -> Artifact:
    """Remove the bytes of an artifact, wherever they are: every artifact with the same content becomes a tombstone,
    each version gets a manifest that says so, and the content is never taken again.

    For security administrators, who need not see the component otherwise. The rows are committed first, the bytes go
    right after; what a crash leaves of them the next collection takes. Raises NotFound, ArtifactRemoved.
    """
    actor.require_scope("security:admin")
    asked = _find(session, component, number, filename)
    _lock_components(session, asked.digest)
    hold_digest(session, asked.digest)
    # Read again now that nobody names these bytes any more: what was added meanwhile goes with the rest.
    _lock_components(session, asked.digest)
    session.refresh(asked)
    if asked.removed_at is not None:
        raise ArtifactRemoved(filename=asked.filename, reason=asked.removal_reason)
    blob = _tombstone_blob(session, asked, reason, legal_basis)
    for version, artifacts in _by_version(_with_digest(session, asked.digest)):
        _bury(session, actor, version, artifacts, blob)
    _delete_after_commit(session, storage, asked.digest)
    return asked


def _find(session: Session, full_name: str, number: str, filename: str) -> Artifact:
    component = find_component(session, full_name)
    if component is None:
        raise NotFound(what=full_name)
    return queries.get_artifact(session, get_version(session, component, number).id, filename)


def _lock_components(session: Session, digest: str) -> None:
    """In the order of their ids, so that two who lock never wait for each other."""
    holding = select(ComponentVersion.component_id).join(Artifact).where(Artifact.digest == digest)
    chosen = select(Component).where(Component.id.in_(holding)).order_by(Component.id)
    session.scalars(chosen.with_for_update(of=Component).execution_options(populate_existing=True)).all()


def _with_digest(session: Session, digest: str) -> Sequence[Artifact]:
    query = (
        select(Artifact)
        .where(Artifact.digest == digest, Artifact.removed_at.is_(None))
        .order_by(Artifact.version_id, Artifact.id)
        .options(joinedload(Artifact.blob), joinedload(Artifact.version).joinedload(ComponentVersion.component))
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).all()


def _by_version(artifacts: Sequence[Artifact]) -> Iterable[tuple[ComponentVersion, list[Artifact]]]:
    versions = {artifact.version_id: artifact.version for artifact in artifacts}
    return [(version, [row for row in artifacts if row.version_id == key]) for key, version in versions.items()]


def _tombstone_blob(session: Session, asked: Artifact, reason: str, legal_basis: str) -> Blob:
    """The row of the content, also where only references to it were known: it is not taken here later either."""
    blob = session.get(Blob, asked.digest, populate_existing=True)
    if blob is None:
        blob = Blob(digest=asked.digest, size=asked.size or 0, stored_at=now_of(session), scan="unscanned")
        session.add(blob)
    blob.removed_at, blob.removal_reason, blob.removal_basis = now_of(session), reason, legal_basis
    session.flush()
    return blob


def _bury(session: Session, actor: Actor, version: ComponentVersion, buried: list[Artifact], blob: Blob) -> None:
    component = version.component
    for artifact in buried:
        artifact.removed_at = blob.removed_at
        artifact.removal_reason, artifact.removal_basis = blob.removal_reason, blob.removal_basis
        artifact.document, artifact.etag = render_artifact(artifact, component.full_name, version.number)
        _free(session, component, artifact)
    session.flush()
    listed = [listed_artifact(row) for row in queries.list_artifacts(session, version.id)]
    manifest = extend_manifest(session, version, component, listed)
    for artifact in buried:
        tell(session, actor, component, version, artifact, event="artifact.removed", manifest=manifest.number)


def _free(session: Session, component: Component, artifact: Artifact) -> None:
    """What is gone counts towards nobody's quota."""
    use = session.get(StorageUse, component.publisher_id, with_for_update=True)
    if use is not None and artifact.blob_digest is not None:
        use.bytes, use.files = max(0, use.bytes - (artifact.size or 0)), max(0, use.files - 1)
        session.flush()


def _delete_after_commit(session: Session, storage: Storage, digest: str) -> None:
    pending: list[tuple[Storage, str]] = session.info.setdefault("bytes_to_delete", [])
    pending.append((storage, digest))


@listen.listens_for(Session, "after_rollback")
def _keep_bytes(session: Session) -> None:
    session.info.pop("bytes_to_delete", None)


@listen.listens_for(Session, "after_commit")
def _delete_bytes(session: Session) -> None:
    """Once the tombstone stands for good: the other way round, a change that fails would leave a name without bytes."""
    if session.in_nested_transaction():
        return
    for storage, digest in session.info.pop("bytes_to_delete", ()):
        try:
            storage.delete(digest)
        except StorageUnavailable:
            # The tombstone stands and nobody is sent these bytes any more; the next collection takes them.
            log.warning("removed_bytes_left", digest=digest)
