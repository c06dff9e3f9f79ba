"""How many took how long, in bands that people plan by. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from registry.statistics.suppression import tell

BANDS: Final = ((0, 30), (31, 90), (91, 180), (181, 365), (366, None))
"""Days from and to, both included; the last has no end."""


def bands(counts: Mapping[int, int], *, exactly: bool) -> list[dict[str, Any]]:
    """How many adoptions fall into each band of days, suppressed where few do."""
    held = {str(first): 0 for first, _ in BANDS}
    for days, number in counts.items():
        held[str(max(first for first, _ in BANDS if first <= max(days, 0)))] += number
    told = tell(held, exactly=exactly)
    return [
        {
            "from_days": first,
            "to_days": last,
            "adoptions": told[str(first)].value if str(first) in told else None,
            "adoptions_fewer_than": told[str(first)].fewer_than if str(first) in told else None,
        }
        for first, last in BANDS
    ]
