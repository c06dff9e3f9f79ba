"""Questions about what differs between versions and between components."""

from registry.comparison.queries.components import compare
from registry.comparison.queries.interfaces import Pair, find_kept, interfaces_of, verdicts_of
from registry.comparison.queries.releases import released
from registry.comparison.queries.upgrades import (
    CONSUMER,
    candidates_of,
    changed_since,
    pairs_to_compare,
    upgrades_of,
)

__all__ = [
    "CONSUMER",
    "Pair",
    "candidates_of",
    "changed_since",
    "compare",
    "find_kept",
    "interfaces_of",
    "pairs_to_compare",
    "released",
    "upgrades_of",
    "verdicts_of",
]
