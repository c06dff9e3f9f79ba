"""Bytes kept by their content: a folder of this machine, or an object storage, behind one door."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Received(NamedTuple):
    """Bytes that came in whole and are not named yet. `digest` is their SHA-256 in hexadecimal digits."""

    place: str
    digest: str
    size: int


class Storage:
    """Opens nothing until it is first used, so that it can be forked.

    What is incoming stands apart and is seen by nobody; `keep` gives it its name, which is its digest, in one step.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def receive(self, chunks: Iterable[bytes], *, limit: int) -> Received:
        """Take bytes in as they come, durably. Raises ArtifactTooLarge beyond `limit` bytes; nothing is left then."""
        raise NotImplementedError

    def keep(self, received: Received) -> None:
        """Name what was received by its content; where the same is there already nothing changes."""
        raise NotImplementedError

    def discard(self, received: Received) -> None:
        """Forget what was received and not kept."""
        raise NotImplementedError

    def has(self, digest: str) -> bool:
        """Whether these bytes are here."""
        raise NotImplementedError

    def open(self, digest: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `end` (not with it), piece by piece. Raises BytesMissing."""
        raise NotImplementedError

    def read(self, digest: str, *, limit: int) -> bytes:
        """All the bytes, for documents that are read whole. Raises BytesMissing, ArtifactTooLarge."""
        raise NotImplementedError

    def delete(self, digest: str) -> None:
        """Remove bytes that nothing refers to; nothing happens when they are gone."""
        raise NotImplementedError

    def address(self, digest: str, *, filename: str, media_type: str) -> str | None:
        """A signed address to fetch the bytes at for some minutes; None where this service sends them itself."""
        raise NotImplementedError
