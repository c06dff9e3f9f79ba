"""The words of services and of buying together."""

from typing import Final

SERVICE_KINDS: Final = (
    "planning",
    "deployment",
    "integration",
    "training",
    "operation",
    "maintenance",
    "support",
)
PURCHASE_STATUSES: Final = ("open", "closed", "cancelled")
