"""Words of the wire."""

from typing import Final

STAGES: Final = ("staged", "approved", "rejected", "expired")
