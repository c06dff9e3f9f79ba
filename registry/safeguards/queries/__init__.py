"""Questions about flags, and the detectors that raise them."""

from registry.safeguards.queries.detectors import DETECTORS
from registry.safeguards.queries.families import families_among
from registry.safeguards.queries.flags import (
    count_appeals,
    count_decisions,
    count_discounts,
    get_appeal,
    get_flag,
    list_flags,
)

__all__ = [
    "DETECTORS",
    "count_appeals",
    "count_decisions",
    "count_discounts",
    "families_among",
    "get_appeal",
    "get_flag",
    "list_flags",
]
