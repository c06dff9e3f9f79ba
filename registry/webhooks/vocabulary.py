"""The words of webhooks."""

from typing import Final

WEBHOOK_STATUSES: Final = ("active", "disabled")
OUTCOMES: Final = ("delivered", "failed", "refused")
"""`refused`: the address must not be called, so that nothing was sent."""
