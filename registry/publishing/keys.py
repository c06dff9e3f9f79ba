"""Which of the keys that an issuer publishes may sign for us: RFC 7517, RFC 7518."""

import binascii
import re
from base64 import urlsafe_b64decode
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey, import_key

MAX_KEYS: Final = 100
SMALLEST_RSA: Final = 2048

_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]+\Z")

PublicKey = RSAKey | ECKey | OKPKey


class AssertionWrong(Exception):
    """A token that is not believed. The reason is for the registry's own log, not for who sent it."""


def usable_keys(document: Any) -> list[PublicKey]:
    """The keys of a key set that may sign for us; the rest is passed over. Raises AssertionWrong for no key set."""
    listed = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(listed, list) or len(listed) > MAX_KEYS:
        raise AssertionWrong("the issuer's keys cannot be read")
    return [key for entry in listed if (key := _usable(entry)) is not None]


def _usable(entry: Any) -> PublicKey | None:
    if not isinstance(entry, dict) or entry.get("use", "sig") != "sig" or entry.get("kty") not in {"RSA", "EC", "OKP"}:
        return None
    if entry.get("crv", "P-256") not in {"P-256", "Ed25519"}:
        return None
    if entry["kty"] == "RSA" and not _is_strong(entry.get("n")):
        return None
    public = {name: value for name, value in entry.items() if name in {"kty", "kid", "alg", "n", "e", "crv", "x", "y"}}
    try:
        key = import_key(public)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAKey | ECKey | OKPKey) else None


def _is_strong(modulus: Any) -> bool:
    if not isinstance(modulus, str) or not _BASE64URL.match(modulus):
        return False
    return int.from_bytes(decoded(modulus)).bit_length() >= SMALLEST_RSA


def decoded(part: str) -> bytes:
    """The bytes of a base64url text without padding (RFC 7515, section 2)."""
    if not _BASE64URL.match(part):
        raise AssertionWrong("a part of it is not base64url")
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError) as error:
        raise AssertionWrong("a part of it is not base64url") from error
