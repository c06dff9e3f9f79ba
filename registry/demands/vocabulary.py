"""The words of the demand board."""

from typing import Final

DEMAND_STATUSES: Final = ("open", "fulfilled", "closed")
OFFER_STATUSES: Final = ("open", "confirmed", "declined", "withdrawn", "taken_back")
"""A component that is offered; what the asking city says of it; and what was undone: the offer, or its yes."""

SORTS: Final = ("newest", "most_seconded")
