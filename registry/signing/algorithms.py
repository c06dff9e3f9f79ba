"""Algorithms that organisations may sign with. One more is one more class here and its word in the vocabulary."""

import base64
import binascii
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from registry.signing.curve import is_sound


class KeyUnreadable(ValueError):
    """What was sent is no public key of the algorithm. `is_private` where it is a private one, which is now known."""

    def __init__(self, *, is_private: bool = False) -> None:
        super().__init__("not a public key")
        self.is_private = is_private


class Algorithm(Protocol):
    """What the registry needs of a way to sign. Keys and signatures are bare bytes."""

    name: str

    def read_public_key(self, text: str) -> bytes:
        """The bytes of a public key in base64 or PEM. Raises KeyUnreadable."""

    def is_sound(self, key: bytes) -> bool:
        """Whether a key is one that an honest generator makes."""

    def verifies(self, key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the holder of the key signed this message."""


class Ed25519:
    """RFC 8032, over the message itself and not over a digest of it: `openssl pkeyutl -sign -rawin` makes the same."""

    name = "ed25519"

    def read_public_key(self, text: str) -> bytes:
        """32 bytes in base64, or PEM with a SubjectPublicKeyInfo (RFC 8410)."""
        if "PRIVATE KEY" in text:
            raise KeyUnreadable(is_private=True)
        key = self._read_pem(text) if "-----BEGIN" in text else read_base64(text)
        if key is None or len(key) != 32:
            raise KeyUnreadable()
        return key

    def is_sound(self, key: bytes) -> bool:
        return is_sound(key)

    def verifies(self, key: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def _read_pem(self, text: str) -> bytes | None:
        try:
            key = load_pem_public_key(text.strip().encode())
        except (ValueError, UnsupportedAlgorithm):
            return None
        if not isinstance(key, Ed25519PublicKey):
            return None
        return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


ED25519: Final[Algorithm] = Ed25519()


def read_base64(text: str) -> bytes | None:
    """Bytes in base64 (RFC 4648, 4); None where it is anything else."""
    try:
        return base64.b64decode(text.strip().encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
