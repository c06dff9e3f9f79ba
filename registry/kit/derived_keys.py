"""Keys that are derived and not kept: whoever holds the database alone has none of them. Pure.

A key is HKDF-SHA256 (RFC 5869) of the registry's secret with the key's name as its context. Another REGISTRY_SECRET
makes other keys.
"""

from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32


def derived_key(secret: str, name: str) -> bytes:
    """The key of this name, such as `webhook/{id}/1`; the first part says what it is for."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=name.encode()).derive(secret.encode())
