"""Events sent to other systems, over HTTP."""

from registry.webhooks.api import entering, steering
from registry.webhooks.api.blueprint import blueprint

__all__ = ["blueprint", "entering", "steering"]
