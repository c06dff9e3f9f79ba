"""Adding files to versions. What is there never changes: a name is given once."""

from typing import Final, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from registry.artifacts import queries
from registry.artifacts.actions.entering import enter, tell
from registry.artifacts.actions.locking import hold_digest
from registry.artifacts.errors import (
    ArtifactEmpty,
    ArtifactExists,
    ArtifactRemoved,
    StorageQuotaExceeded,
    TooManyArtifacts,
)
from registry.artifacts.models import Artifact, Blob, StorageUse
from registry.artifacts.naming import key_of, read_filename, read_media_type, role_of
from registry.artifacts.storage import Received, Storage
from registry.catalogue.actions.lifecycle import writable
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.quarantine import require_usable
from registry.catalogue.queries import get_version
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.identity import new_id
from registry.kit.policy import policy_of

_BEGIN_USE: Final = text(
    "INSERT INTO storage_uses (organisation_id, bytes, files) VALUES (:organisation, 0, 0) ON CONFLICT DO NOTHING"
)


class Added(NamedTuple):
    """An artifact of the version of that number, and whether it was not there before."""

    artifact: Artifact
    number: str
    is_new: bool


def add_file(
    session: Session,
    actor: Actor,
    storage: Storage,
    *,
    component: str,
    number: str,
    filename: str,
    received: Received,
    media_type: str,
    role: str | None = None,
) -> Artifact:
    """Add a file to a published version; see `put_file`."""
    return put_file(
        session,
        actor,
        storage,
        component=component,
        number=number,
        filename=filename,
        received=received,
        media_type=media_type,
        role=role,
    ).artifact


def put_file(
    session: Session,
    actor: Actor,
    storage: Storage,
    *,
    component: str,
    number: str,
    filename: str,
    received: Received,
    media_type: str,
    role: str | None = None,
) -> Added:
    """Add a file to a published version, or find it there already with the same bytes: sending again is harmless.

    `role` follows from the name where it is None. The caller discards `received` if this is refused. Raises
    ArtifactExists for other bytes under the name, PayloadInvalid, ArtifactEmpty, ArtifactRemoved, TooManyArtifacts,
    StorageQuotaExceeded, and what `writable` and `get_version` raise.
    """
    row = writable(session, actor, component)
    require_usable(row)
    version = get_version(session, row, number)
    present = queries.find_artifact(session, version.id, read_filename(filename))
    if present is not None:
        if present.blob_digest != received.digest:
            raise ArtifactExists(component=component, number=version.number, filename=present.filename)
        if present.removed_at is not None:
            raise ArtifactRemoved(filename=present.filename, reason=present.removal_reason)
        storage.discard(received)
        return Added(present, version.number, is_new=False)
    check_room(session, row, version.id, received.size)
    blob = place(session, storage, received)
    artifact = attach(session, actor, row, version, blob, filename=filename, media_type=media_type, role=role)
    return Added(artifact, version.number, is_new=True)


def check_room(session: Session, component: Component, version_id: int | None, size: int) -> None:
    """Raises TooManyArtifacts or StorageQuotaExceeded when another file of so many bytes finds no room.

    Asked before bytes are taken in, and held to again when they are named.
    """
    policy = policy_of(session)
    if version_id is not None and len(queries.list_artifacts(session, version_id)) >= policy.version_artifacts_max:
        raise TooManyArtifacts(limit=policy.version_artifacts_max)
    _check_quota(session, component, queries.storage_use(session, component.publisher_id), size)


def _check_quota(session: Session, component: Component, used: int, size: int) -> None:
    quota = policy_of(session).organisation_bytes_max
    if used + size > quota:
        owner = component.full_name.split("/", 1)[0]
        raise StorageQuotaExceeded(organisation=owner, used=used, quota=quota, size=size)


def place(session: Session, storage: Storage, received: Received) -> Blob:
    """Bring received bytes under their name in the storage, and enter them. Nobody collects them meanwhile.

    They are durable before the row that names them is: a row never names bytes that are not there.
    """
    if received.size == 0:
        raise ArtifactEmpty()
    hold_digest(session, received.digest)
    blob = session.get(Blob, received.digest, populate_existing=True)
    if blob is not None and blob.removed_at is not None:
        raise ArtifactRemoved(filename=received.digest, reason=blob.removal_reason)
    storage.keep(received)
    if blob is None:
        blob = Blob(digest=received.digest, size=received.size, stored_at=now_of(session), scan="unscanned")
        session.add(blob)
    if received.scan != "unscanned" and blob.scan == "unscanned":
        blob.scan, blob.scan_report, blob.scanned_at = received.scan, received.report, now_of(session)
    session.flush()
    return blob


def attach(
    session: Session,
    actor: Actor,
    component: Component,
    version: ComponentVersion,
    blob: Blob,
    *,
    filename: str,
    media_type: str,
    role: str | None = None,
) -> Artifact:
    """Name kept bytes in a version of a component that is locked for change; it counts towards its owner's quota.

    The caller has seen to the rights. Raises as `put_file` does.
    """
    name = read_filename(filename)
    check_room(session, component, version.id, blob.size)
    artifact = Artifact(
        public_id=new_id(),
        version_id=version.id,
        filename=name,
        filename_key=key_of(name),
        role=role or role_of(name),
        media_type=read_media_type(media_type),
        size=blob.size,
        digest=blob.digest,
        blob_digest=blob.digest,
        added_at=now_of(session),
    )
    artifact.blob = blob
    enter(session, component, version, artifact)
    _count(session, component, blob.size)
    tell(session, actor, component, version, artifact, event="artifact.added", manifest=artifact.manifest)
    return artifact


def _count(session: Session, component: Component, size: int) -> None:
    """Each addition to an organisation's files changes this one row: two at a time wait for each other, and the second
    sees what the first has used.
    """
    session.execute(_BEGIN_USE, {"organisation": component.publisher_id})
    use = session.get_one(StorageUse, component.publisher_id, with_for_update=True, populate_existing=True)
    _check_quota(session, component, use.bytes, size)
    use.bytes += size
    use.files += 1
    session.flush()
