"""Changes of services for components, their ratings, and buying together."""

from registry.services.actions.agreeing import call_off, record_agreement
from registry.services.actions.offering import describe_service, offer_service, withdraw_service
from registry.services.actions.purchases import (
    cancel_purchase,
    change_purchase,
    close_purchase,
    join_purchase,
    leave_purchase,
    organise_purchase,
    sweep_purchases,
)
from registry.services.actions.rating import rate_service

__all__ = [
    "call_off",
    "cancel_purchase",
    "change_purchase",
    "close_purchase",
    "describe_service",
    "join_purchase",
    "leave_purchase",
    "offer_service",
    "organise_purchase",
    "rate_service",
    "record_agreement",
    "sweep_purchases",
    "withdraw_service",
]
