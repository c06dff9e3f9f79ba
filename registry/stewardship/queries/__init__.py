"""Questions about who keeps a component, and what waits for whom."""

from registry.stewardship.queries.claims import OPEN_CLAIMS, get_claim, list_claims, list_supplies
from registry.stewardship.queries.desk import KINDS, Waiting, list_waiting
from registry.stewardship.queries.parties import (
    count_proposals,
    find_preparer,
    find_transfer,
    get_transfer,
    is_party,
    list_preparers,
)
from registry.stewardship.queries.telling import describe_waiting

__all__ = [
    "KINDS",
    "OPEN_CLAIMS",
    "Waiting",
    "count_proposals",
    "describe_waiting",
    "find_preparer",
    "find_transfer",
    "get_claim",
    "get_transfer",
    "is_party",
    "list_claims",
    "list_preparers",
    "list_supplies",
    "list_waiting",
]
