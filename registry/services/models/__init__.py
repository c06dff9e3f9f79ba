"""Tables: what operating entities offer for components, who bought it, and buying together."""

from registry.services.models.purchases import (
    Purchase,
    PurchaseAgreement,
    PurchaseCallOff,
    PurchaseCoverage,
    PurchaseMember,
)
from registry.services.models.services import ComponentService, ServiceRating, ServiceRegion

__all__ = [
    "ComponentService",
    "Purchase",
    "PurchaseAgreement",
    "PurchaseCallOff",
    "PurchaseCoverage",
    "PurchaseMember",
    "ServiceRating",
    "ServiceRegion",
]
