"""Bytes kept by their content: a folder of this machine, or an object storage, behind one door."""

import hashlib
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from registry.artifacts.errors import ArtifactTooLarge, BytesMissing, StorageUnavailable
from registry.kit.identity import new_id

if TYPE_CHECKING:
    from obstore.store import LocalStore, S3Store

PIECE: Final = 256 * 1024
"""Bytes that are read, hashed and sent at a time: no transfer holds more than a few of these in memory."""
ADDRESS_LASTS: Final = timedelta(minutes=10)
_PART: Final = 8 * 1024 * 1024
"""Bytes of one part on its way to an object storage, which allows 10,000 of them."""


class Received(NamedTuple):
    """Bytes that came in whole and are not named yet. `digest` is their SHA-256 in hexadecimal digits.

    `scan` is what a scanner found before they were kept, `report` its words.
    """

    place: str
    digest: str
    size: int
    scan: str = "unscanned"
    report: str | None = None


class Storage:
    """Opens nothing until it is first used, so that it can be forked.

    What is incoming stands apart, on this machine, and is seen by nobody; `keep` gives it its name, which is its
    digest, in one step. In a folder that step is a rename, so both stand in one file system.
    """

    def __init__(self, url: str, *, incoming: Path | None = None, redirects: bool = True) -> None:
        parts = urlsplit(url)
        self.url = url
        self.folder = Path(unquote(parts.path)) if parts.scheme == "file" else None
        if self.folder is None and incoming is None:
            raise ValueError("an object storage needs a folder for what comes in")
        self.incoming = (incoming if self.folder is None else self.folder / "incoming") or Path()
        self._redirects = redirects
        self._store: LocalStore | S3Store | None = None
        self._opening = threading.Lock()

    def receive(self, chunks: Iterable[bytes], *, limit: int) -> Received:
        """Take bytes in as they come, durably. Raises ArtifactTooLarge beyond `limit` bytes; nothing is left then."""
        self.incoming.mkdir(parents=True, exist_ok=True)
        place = self.incoming / f"{new_id()}.part"
        try:
            with _full_disk_explained():
                digest, size = _write(place, chunks, limit)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        return Received(str(place), digest, size)

    def carry(self, received: Received) -> None:
        """Take the slow step of keeping ahead of the transaction: on an object storage the bytes are sent there.

        Nobody sees them before a row names them; where none ever does they are collected.
        """
        if self.folder is None and not self.has(received.digest):
            self._send(received)

    def keep(self, received: Received) -> None:
        """Name what was received by its content; it is durable then. What is there already is replaced by the same."""
        if self.folder is None:
            # Sent ahead as a rule; what was collected in between is sent again.
            if not self.has(received.digest):
                self._send(received)
            self.discard(received)
        else:
            _rename(Path(received.place), self.folder / _key(received.digest), self.folder)

    def discard(self, received: Received) -> None:
        """Forget what was received; nothing happens when it was kept."""
        Path(received.place).unlink(missing_ok=True)

    def has(self, digest: str) -> bool:
        """Whether these bytes are here."""
        return self.size_of(digest) is not None

    def size_of(self, digest: str) -> int | None:
        """How many bytes are kept under a digest; None when there are none."""
        import obstore

        try:
            with _troubles_explained():
                return int(obstore.head(self._opened(), _key(digest))["size"])
        except FileNotFoundError:
            return None

    def open(self, digest: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `end` (not with it), piece by piece. Raises BytesMissing, before the first."""
        import obstore

        if end is not None and end <= start:
            return iter(())
        wanted: Any = {"offset": start} if end is None else (start, end)
        try:
            with _troubles_explained():
                found = obstore.get(self._opened(), _key(digest), options={"range": wanted} if start or end else {})
        except FileNotFoundError as error:
            raise BytesMissing(digest=digest) from error
        return (bytes(piece) for piece in found.stream(min_chunk_size=PIECE))

    def read(self, digest: str, *, limit: int) -> bytes:
        """All the bytes, for documents that are read whole. Raises BytesMissing, ArtifactTooLarge."""
        size = self.size_of(digest)
        if size is None:
            raise BytesMissing(digest=digest)
        if size > limit:
            raise ArtifactTooLarge(limit=limit)
        return b"".join(self.open(digest))

    def delete(self, digest: str) -> None:
        """Remove bytes that nothing refers to; nothing happens when they are gone."""
        import obstore

        try:
            with _troubles_explained():
                obstore.delete(self._opened(), _key(digest))
        except FileNotFoundError:
            pass

    def address(self, digest: str, *, filename: str, media_type: str) -> str | None:
        """A signed address to fetch the bytes at for some minutes; None where this service sends them itself."""
        if not self._redirects:
            return None
        import obstore
        from obstore.store import S3Store

        store = self._opened()
        if not isinstance(store, S3Store):
            return None
        with _troubles_explained():
            return obstore.sign(store, "GET", _key(digest), ADDRESS_LASTS)

    def kept_before(self, moment: datetime) -> Iterator[str]:
        """The digests of all bytes that were kept up to a moment."""
        import obstore

        with _troubles_explained():
            for listed in obstore.list(self._opened(), prefix="sha256"):
                for found in listed:
                    name = found["path"].rsplit("/", 1)[-1]
                    if found["last_modified"] <= moment and len(name) == 64:
                        yield name

    def forget_incoming(self, before: datetime) -> int:
        """Remove what came in before a moment and was never kept: its upload was cut off. How many files that were."""
        forgotten = 0
        for place in self.incoming.glob("*.part"):
            if place.stat().st_mtime < before.timestamp():
                place.unlink(missing_ok=True)
                forgotten += 1
        return forgotten

    def _send(self, received: Received) -> None:
        import obstore

        attributes: Any = {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
        try:
            with _troubles_explained():
                obstore.put(
                    self._opened(),
                    _key(received.digest),
                    Path(received.place),
                    attributes=attributes,
                    chunk_size=_PART,
                    max_concurrency=2,
                )
        except FileNotFoundError as error:
            # There is no such bucket.
            raise StorageUnavailable() from error

    def _opened(self) -> "LocalStore | S3Store":
        with self._opening:
            if self._store is None:
                self._store = _open(self.url, self.folder)
            return self._store


def _key(digest: str) -> str:
    return f"sha256/{digest[:2]}/{digest}"


def _open(url: str, folder: Path | None) -> "LocalStore | S3Store":
    from obstore.store import LocalStore, S3Store

    if folder is not None:
        return LocalStore(folder, mkdir=True)
    # The keys, the region and the endpoint come from the usual AWS_… settings.
    return S3Store.from_url(url)


def _write(place: Path, chunks: Iterable[bytes], limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with place.open("xb", buffering=0) as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise ArtifactTooLarge(limit=limit)
            digest.update(chunk)
            file.write(chunk)
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _rename(source: Path, target: Path, root: Path) -> None:
    """Durably: a file is only there after a power cut when each folder on the way to it was synchronised."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    for folder in (target.parent, target.parent.parent, root):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _full_disk_explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageUnavailable() from error


@contextmanager
def _troubles_explained() -> Iterator[None]:
    """What an object storage that is not there says of itself; bytes that are not there are FileNotFoundError."""
    from obstore.exceptions import BaseError

    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as error:
        raise StorageUnavailable() from error
