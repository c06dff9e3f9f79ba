"""Whether the storage holds what the tables name, and whether documents of artifacts say what stands in the tables."""

import hashlib
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.artifacts.documents import render_artifact
from registry.artifacts.models import Artifact, Blob
from registry.artifacts.storage import Storage
from registry.catalogue.models import ComponentVersion

BATCH: Final = 500


def wrong_artifacts(session: Session, storage: Storage, *, reads_bytes: bool = False) -> Iterator[str]:
    """A sentence for each blob that is not there in its size, or with `reads_bytes` in its very bytes, and for each
    artifact whose document is not what it should be.
    """
    yield from _blobs(session, storage, reads_bytes)
    yield from _documents(session)


def _blobs(session: Session, storage: Storage, reads_bytes: bool) -> Iterator[str]:
    after = ""
    while True:
        query = select(Blob.digest, Blob.size).where(Blob.digest > after, Blob.removed_at.is_(None))
        found = session.execute(query.order_by(Blob.digest).limit(BATCH)).all()
        for digest, size in found:
            after, kept = digest, storage.size_of(digest)
            if kept is None:
                yield f"sha256:{digest}: the storage does not hold its {size} bytes"
            elif kept != size:
                yield f"sha256:{digest}: the storage holds {kept} bytes instead of {size}"
            elif reads_bytes and _digest_of(storage, digest) != digest:
                yield f"sha256:{digest}: the storage holds other bytes"
        if len(found) < BATCH:
            return


def _digest_of(storage: Storage, digest: str) -> str:
    found = hashlib.sha256()
    for piece in storage.open(digest):
        found.update(piece)
    return found.hexdigest()


def _documents(session: Session) -> Iterator[str]:
    after = 0
    loaded = (
        joinedload(Artifact.blob),
        joinedload(Artifact.version, innerjoin=True).joinedload(ComponentVersion.component, innerjoin=True),
    )
    while True:
        query = select(Artifact).where(Artifact.id > after).order_by(Artifact.id).limit(BATCH).options(*loaded)
        found = list(session.scalars(query))
        for artifact in found:
            after, name = artifact.id, artifact.version.component.full_name
            if (artifact.document, artifact.etag) != render_artifact(artifact, name, artifact.version.number):
                yield f"{name} {artifact.version.number} {artifact.filename}: its document is not what it should be"
        session.expunge_all()
        if len(found) < BATCH:
            return
