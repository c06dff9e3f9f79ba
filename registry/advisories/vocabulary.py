"""Words of the wire."""

from typing import Final

SEVERITIES: Final = ("none", "low", "medium", "high", "critical")
"""The levels of CVSS 3.1 (section 5) and 4.0 (section 6)."""
