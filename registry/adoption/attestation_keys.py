"""The keys by which deployments sign: derived, so that none is kept (registry.kit.derived_keys). Pure."""

import hashlib
import hmac
from uuid import UUID

from registry.kit.derived_keys import derived_key


def key_of(secret: str, adoption_id: UUID, number: int) -> bytes:
    """The key of this number of an adoption (its public id)."""
    return derived_key(secret, f"attestation/{adoption_id}/{number}")


def sign(key: bytes, message: bytes) -> str:
    """HMAC-SHA256 in hexadecimal digits."""
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def is_signed(key: bytes, message: bytes, signature: str) -> bool:
    """Whether this is the signature of that message, compared in constant time."""
    return hmac.compare_digest(sign(key, message), signature.lower())
