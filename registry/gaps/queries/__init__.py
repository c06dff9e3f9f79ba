"""Questions about gaps, and who may ask them."""

from registry.gaps.queries.gaps import gap_facts, get_gap, list_gaps, list_open_gaps
from registry.gaps.queries.sight import get_city_in_sight, oversees

__all__ = ["gap_facts", "get_city_in_sight", "get_gap", "list_gaps", "list_open_gaps", "oversees"]
