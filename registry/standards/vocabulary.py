"""The words of standards and of claims to conform to them."""

from typing import Final

KINDS: Final = ("national", "industry", "local", "group", "international")
STATUSES: Final = ("draft", "in_force", "superseded", "withdrawn")
CLAIM_STATUSES: Final = ("claimed", "verified", "rejected", "withdrawn")
