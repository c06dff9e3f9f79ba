"""Naming artifacts that are kept elsewhere."""

from sqlalchemy.orm import Session

from registry.artifacts import queries
from registry.artifacts.actions.adding import check_room
from registry.artifacts.actions.entering import enter, tell
from registry.artifacts.actions.locking import hold_digest
from registry.artifacts.errors import ArtifactExists, ArtifactRemoved
from registry.artifacts.locations import read_location
from registry.artifacts.models import Artifact, Blob
from registry.artifacts.naming import key_of, read_filename, read_media_type
from registry.catalogue.actions.lifecycle import writable
from registry.catalogue.quarantine import require_usable
from registry.catalogue.queries import get_version
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.identity import new_id


def refer_to(
    session: Session,
    actor: Actor,
    *,
    component: str,
    number: str,
    filename: str,
    role: str,
    location: str,
    digest: str,
    size: int | None = None,
    media_type: str | None = None,
) -> Artifact:
    """Add to a version what is kept elsewhere, by its digest (`sha256:…`). Nothing is fetched from there.

    Raises ArtifactExists for a name that is taken, PayloadInvalid naming the field, ArtifactRemoved for content that
    the law has removed here, TooManyArtifacts, and what `writable` and `get_version` raise.
    """
    row = writable(session, actor, component)
    require_usable(row)
    version = get_version(session, row, number)
    name, bare = read_filename(filename), digest.removeprefix("sha256:")
    where = read_location(location, bare)
    if queries.find_artifact(session, version.id, name) is not None:
        raise ArtifactExists(component=component, number=version.number, filename=name)
    check_room(session, row, version.id, 0)
    _check_lawful(session, bare, name)
    artifact = Artifact(
        public_id=new_id(),
        version_id=version.id,
        filename=name,
        filename_key=key_of(name),
        role=role,
        media_type=read_media_type(media_type or where.media_type),
        size=size,
        digest=bare,
        location=where.text,
        added_at=now_of(session),
    )
    artifact.blob = None
    enter(session, row, version, artifact)
    tell(session, actor, row, version, artifact, event="artifact.added", manifest=artifact.manifest)
    return artifact


def _check_lawful(session: Session, digest: str, filename: str) -> None:
    hold_digest(session, digest)
    blob = session.get(Blob, digest, populate_existing=True)
    if blob is not None and blob.removed_at is not None:
        raise ArtifactRemoved(filename=filename, reason=blob.removal_reason)
