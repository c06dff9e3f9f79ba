"""Removing bytes that nothing refers to, so that those which something refers to cannot be removed.

Two steps, each under the lock that also covers naming bytes: first the rows of blobs that nothing refers to go, then
bytes without a row. Whatever happens in between, a row never names bytes that are not there.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Column, ColumnElement, delete, exists, not_, select
from sqlalchemy.orm import Session

from registry.artifacts.actions.locking import hold_digest
from registry.artifacts.models import Blob
from registry.artifacts.storage import Storage
from registry.kit.database import Base, Database

GRACE: Final = timedelta(days=1)
"""What is younger stays: an upload may be on its way, and a release that was staged may be about to name it."""
BATCH: Final = 500


class Collected(NamedTuple):
    """How much was removed: leftovers of uploads that were cut off, and bytes that nothing refers to."""

    leftovers: int
    blobs: int


def collect(database: Database, storage: Storage, *, grace: timedelta = GRACE) -> Collected:
    """Remove what came in before `grace` ago and is named by nothing."""
    before = database.clock.now() - grace
    for digest in _unnamed(database, before):
        with database.writing() as session:
            forget_blob(session, digest)
    blobs = 0
    for digest in storage.kept_before(before):
        with database.writing() as session:
            blobs += remove_bytes(session, storage, digest)
    return Collected(storage.forget_incoming(before), blobs)


def forget_blob(session: Session, digest: str) -> None:
    """Take the row of a blob out unless something refers to it by now."""
    hold_digest(session, digest)
    session.execute(delete(Blob).where(Blob.digest == digest, *_nothing_refers()))


def remove_bytes(session: Session, storage: Storage, digest: str) -> bool:
    """Remove bytes unless a row names them by now; whether they were removed.

    Bytes that the law removed keep their row, so these are nobody's either.
    """
    hold_digest(session, digest)
    # Any statement takes SQLite's writer lock, which is held until this transaction ends.
    if session.scalar(select(Blob.digest).where(Blob.digest == digest, Blob.removed_at.is_(None))) is not None:
        return False
    storage.delete(digest)
    return True


def _unnamed(database: Database, before: datetime) -> Iterator[str]:
    after = ""
    while True:
        query = select(Blob.digest).where(Blob.digest > after, Blob.stored_at <= before, *_nothing_refers())
        with database.reading() as session:
            found = session.scalars(query.order_by(Blob.digest).limit(BATCH)).all()
        yield from found
        if len(found) < BATCH:
            return
        after = found[-1]


def _nothing_refers() -> list[ColumnElement[bool]]:
    """Asked of every table that points at blobs, whichever slice it belongs to: none can be forgotten here."""
    free: list[ColumnElement[bool]] = [Blob.removed_at.is_(None)]
    return free + [not_(exists().where(column == Blob.digest)) for column in _references()]


def _references() -> Iterator[Column[str]]:
    key = Base.metadata.tables[Blob.__tablename__].c.digest
    for table in Base.metadata.tables.values():
        yield from (column for column in table.columns if column.references(key))
