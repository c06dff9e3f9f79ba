"""Taking bytes in before anything is decided: counted, hashed, compared with what was declared, and scanned."""

import base64
import binascii
import hmac
import re
from collections.abc import Iterable
from typing import Final

from registry.artifacts.errors import ArtifactEmpty, DigestMismatch, DigestUnreadable
from registry.artifacts.scanning import Scanner
from registry.artifacts.storage import Received, Storage

_MEMBER: Final = re.compile(r"\s*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/=]*):\s*\Z")


def take_in(
    storage: Storage, scanner: Scanner, chunks: Iterable[bytes], *, limit: int, declared: bytes | None = None
) -> Received:
    """Receive bytes and carry them to where they will be kept, named by nobody yet.

    `declared` is the SHA-256 they should have. Raises ArtifactTooLarge, ArtifactEmpty, DigestMismatch,
    ArtifactInfected, ScannerFailed; nothing is left then.
    """
    received = storage.receive(chunks, limit=limit)
    try:
        if received.size == 0:
            raise ArtifactEmpty()
        found = bytes.fromhex(received.digest)
        if declared is not None and not hmac.compare_digest(found, declared):
            raise DigestMismatch(received=base64.b64encode(found).decode())
        received = scanner.judge(received)
        storage.carry(received)
    except BaseException:
        storage.discard(received)
        raise
    return received


def read_digest(header: str | None) -> bytes | None:
    """The SHA-256 that a Repr-Digest field declares (RFC 9530); None without the field.

    Raises DigestUnreadable where it cannot be read or holds other digests only: what somebody wants checked is checked.
    """
    if header is None:
        return None
    declared: dict[str, str] = {}
    for member in header.split(","):
        found = _MEMBER.match(member)
        if found is None:
            raise DigestUnreadable()
        declared[found[1]] = found[2]
    try:
        digest = base64.b64decode(declared["sha-256"], validate=True)
    except (KeyError, binascii.Error) as error:
        raise DigestUnreadable() from error
    if len(digest) != 32:
        raise DigestUnreadable()
    return digest


def write_digest(digest: str) -> str:
    """A SHA-256 in hexadecimal digits as a Repr-Digest field."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(digest)).decode()}:"
