"""Who is told what, over HTTP."""

from registry.notifications.api import notices, subscriptions
from registry.notifications.api.blueprint import blueprint

__all__ = ["blueprint", "notices", "subscriptions"]
