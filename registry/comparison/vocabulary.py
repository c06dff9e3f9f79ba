"""Words of the wire."""

from typing import Final

VERDICTS: Final = ("none", "compatible", "breaking", "unknown")
"""How an interface changed. `unknown`: there is no interface document on both sides, or it cannot be read."""
