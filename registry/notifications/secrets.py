"""Codes that confirm an address, and tokens that end a subscription: derived, so that nothing of them is kept. Pure.

Both follow from the registry's secret: whoever holds the database alone can make neither.
"""

import hashlib
import hmac
import secrets
from typing import Final
from uuid import UUID

CODE_DIGITS: Final = 8


def new_nonce() -> str:
    """What makes the next code of a subscription another one."""
    return secrets.token_hex(16)


def code_of(secret: str, subscription_id: UUID, nonce: str) -> str:
    """The code that is sent to the address: eight digits."""
    number = int.from_bytes(_mac(secret, f"confirm/{subscription_id}/{nonce}")[:8])
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def is_code(secret: str, subscription_id: UUID, nonce: str, given: str) -> bool:
    """Whether this is the code, compared in constant time; blanks between the digits do no harm."""
    code = "".join(given.split()).encode("utf-8", "replace")
    return hmac.compare_digest(code_of(secret, subscription_id, nonce).encode(), code)


def token_of(secret: str, subscription_id: UUID) -> str:
    """What a link to unsubscribe holds. It ends this one subscription, and is good for nothing else."""
    return f"{subscription_id.hex}{_mac(secret, f'unsubscribe/{subscription_id}').hex()[:40]}"


def subscription_of(secret: str, token: str) -> UUID | None:
    """Which subscription a token ends; None for one that was not made here."""
    try:
        identifier = UUID(token[:32])
    except ValueError:
        return None
    is_ours = hmac.compare_digest(token_of(secret, identifier).encode(), token.encode("utf-8", "replace"))
    return identifier if is_ours else None


def _mac(secret: str, message: str) -> bytes:
    key = hashlib.sha256(b"notices " + secret.encode()).digest()
    return hmac.new(key, message.encode(), hashlib.sha256).digest()
