"""Services for components, bought alone or together, over HTTP."""

from registry.services.api import purchases, services  # noqa: F401 — their routes
from registry.services.api.blueprint import blueprint

__all__ = ["blueprint"]
