"""How a key reads on the wire."""

import base64
from datetime import datetime
from typing import Any

from registry.kit.clock import format_instant
from registry.signing.models import SigningKey


def key_state(key: SigningKey, now: datetime) -> str:
    """`revoked`, `retired`, `expired` or `active`, in this order of weight."""
    if key.revoked_at is not None:
        return "revoked"
    if key.retired_at is not None:
        return "retired"
    if key.expires_at is not None and key.expires_at <= now:
        return "expired"
    return "active"


def key_document(key: SigningKey, organisation: str, now: datetime) -> dict[str, Any]:
    """A key of `organisation`; there is nothing secret about it."""
    return {
        "fingerprint": key.fingerprint,
        "organisation": organisation,
        "algorithm": "ed25519",
        "public_key": base64.b64encode(key.public_key).decode(),
        "label": key.label,
        "state": key_state(key, now),
        "created_at": format_instant(key.created_at),
        "expires_at": _instant(key.expires_at),
        "retired_at": _instant(key.retired_at),
        "revoked_at": _instant(key.revoked_at),
        "compromised_at": _instant(key.compromised_at),
        "revocation_reason": key.revocation_reason,
    }


def _instant(moment: datetime | None) -> str | None:
    return format_instant(moment) if moment else None
