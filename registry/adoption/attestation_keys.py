"""The keys by which deployments sign: derived, so that none is kept. Pure.

A key is HKDF-SHA256 (RFC 5869) of the registry's secret, with the adoption and the number of the key as its context:
whoever holds the database alone cannot sign. Another REGISTRY_SECRET makes other keys.
"""

import hashlib
import hmac
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32


def key_of(secret: str, adoption_id: UUID, number: int) -> bytes:
    """The key of this number of an adoption (its public id)."""
    context = f"attestation/{adoption_id}/{number}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=context).derive(secret.encode())


def sign(key: bytes, message: bytes) -> str:
    """HMAC-SHA256 in hexadecimal digits."""
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def is_signed(key: bytes, message: bytes, signature: str) -> bool:
    """Whether this is the signature of that message, compared in constant time."""
    return hmac.compare_digest(sign(key, message), signature.lower())
