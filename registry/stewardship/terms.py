"""How long a word holds. Pure."""

from datetime import date, datetime, timedelta
from typing import Final

from registry.kit.clock import SHANGHAI

CONFIRMATION_DAYS: Final = 365
"""What an owner lists or confirms holds so long; then the registry says that nobody has confirmed it (DPG practice)."""

REMINDER_DAYS: Final = 60
"""So long before, the owner's desk says that it is due."""

CLAIM_DAYS: Final = 365
"""A supplier's claim that is not renewed expires after so long, confirmed or not."""

PROPOSALS_MAX: Final = 20
"""So many visible drafts of one organisation may wait at a time."""


def due_on(confirmed_at: datetime) -> date:
    """The day on which a confirmation runs out."""
    return (confirmed_at + timedelta(days=CONFIRMATION_DAYS)).astimezone(SHANGHAI).date()


def run_out_before(now: datetime) -> datetime:
    """What was confirmed at this moment or before has run out."""
    return now - timedelta(days=CONFIRMATION_DAYS)


def due_before(now: datetime) -> datetime:
    """What was confirmed at this moment or before is due within the time of the reminder."""
    return now - timedelta(days=CONFIRMATION_DAYS - REMINDER_DAYS)


def expiry_of(today: date) -> date:
    """The day on which a claim made or renewed today expires."""
    return today + timedelta(days=CLAIM_DAYS)
