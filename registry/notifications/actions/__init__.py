"""Changes to notices, subscriptions and messages."""

from registry.notifications.actions.handing_on import Parcel, claim, settle
from registry.notifications.actions.purging import purge_messages, purge_unconfirmed
from registry.notifications.actions.reading import read_notice, read_until
from registry.notifications.actions.subscribing import (
    change_subscription,
    confirm,
    remove_subscription,
    subscribe,
    unsubscribe,
)
from registry.notifications.actions.telling import BATCH, CONSUMER, catch_up

__all__ = [
    "BATCH",
    "CONSUMER",
    "Parcel",
    "catch_up",
    "change_subscription",
    "claim",
    "confirm",
    "purge_messages",
    "purge_unconfirmed",
    "read_notice",
    "read_until",
    "remove_subscription",
    "settle",
    "subscribe",
    "unsubscribe",
]
