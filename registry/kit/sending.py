"""Files on their way to a registry, piece by piece: none is ever whole in memory."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

PIECE: Final = 256 * 1024

FILE: Final = "registry.file"
"""The key under which a request bears the file that is its body."""


class FileContent:
    """The bytes of a file, read anew each time they are sent. `watch` is told of each piece that was read."""

    def __init__(self, file: Path, watch: Callable[[int], None] = lambda size: None) -> None:
        self.file = file
        self.size = file.stat().st_size
        self.watch = watch

    def __iter__(self) -> Iterator[bytes]:
        with self.file.open("rb") as opened:
            while piece := opened.read(PIECE):
                self.watch(len(piece))
                yield piece


class Reading:
    """The same as an application reads a body: as many bytes as it asks for."""

    def __init__(self, content: FileContent) -> None:
        self._opened = content.file.open("rb")
        self._watch = content.watch

    def read(self, size: int = -1) -> bytes:
        piece = self._opened.read(size)
        self._watch(len(piece))
        return piece

    def readline(self, size: int = -1) -> bytes:
        return self._opened.readline(size)

    def close(self) -> None:
        self._opened.close()


def digest_of(file: Path) -> str:
    """The SHA-256 of a file in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def digest_header(digest: str) -> str:
    """A SHA-256 as Repr-Digest has it (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(digest)).decode()}:"
