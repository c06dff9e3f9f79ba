"""Signing by Standard Webhooks 1.0: HMAC-SHA256 over id, time and body, under secrets that are derived. Pure.

Source: https://www.standardwebhooks.com, "symmetric signatures".
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from uuid import UUID

from registry.kit.derived_keys import derived_key


def key_of(secret: str, webhook_id: UUID, number: int) -> bytes:
    """The key of this number of a webhook."""
    return derived_key(secret, f"webhook/{webhook_id}/{number}")


def written(key: bytes) -> str:
    """A key as the receiver is given it: `whsec_` and base64."""
    return f"whsec_{base64.b64encode(key).decode()}"


def signatures(keys: Iterable[bytes], message_id: str, seconds: int, body: bytes) -> str:
    """What stands in `webhook-signature`: one signature for each key, so that a receiver may know either."""
    signed = b"%b.%d.%b" % (message_id.encode(), seconds, body)
    made = (base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode() for key in keys)
    return " ".join(f"v1,{signature}" for signature in made)
