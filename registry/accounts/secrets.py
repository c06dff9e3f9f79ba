"""The form of a token: a prefix that scanners know, 256 random bits, a checksum; stored only as its SHA-256."""

import hashlib
import secrets
import string
import zlib
from typing import Final

PREFIX: Final = "cityreg_"
_DIGITS: Final = string.digits + string.ascii_letters
_BODY_LENGTH: Final = 43
_CHECK_LENGTH: Final = 6


def new_token() -> str:
    body = _base62(int.from_bytes(secrets.token_bytes(32)), _BODY_LENGTH)
    return PREFIX + body + _checksum(body)


def looks_like_token(text: str) -> bool:
    """Whether prefix, length and checksum fit: lets a typing error be refused without a look into the database."""
    if not text.startswith(PREFIX) or len(text) != len(PREFIX) + _BODY_LENGTH + _CHECK_LENGTH:
        return False
    body, check = text[len(PREFIX) : -_CHECK_LENGTH], text[-_CHECK_LENGTH:]
    return _checksum(body) == check


def digest_of(token: str) -> bytes:
    """What is stored. The token has 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _checksum(body: str) -> str:
    return _base62(zlib.crc32(body.encode("utf-8", "surrogatepass")), _CHECK_LENGTH)


def _base62(number: int, length: int) -> str:
    signs: list[str] = []
    for _ in range(length):
        number, rest = divmod(number, 62)
        signs.append(_DIGITS[rest])
    return "".join(reversed(signs))
