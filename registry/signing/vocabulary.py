"""Words of the wire, and bounds."""

from typing import Final

ALGORITHMS: Final = ("ed25519",)
KEY_STATES: Final = ("active", "retired", "expired", "revoked")
"""An active key signs; what the others signed is judged by when they did."""

SIGNATURE_STATES: Final = ("good", "key_retired", "key_expired", "key_revoked")
MAX_ACTIVE_KEYS: Final = 20
