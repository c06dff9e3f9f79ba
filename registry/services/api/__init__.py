"""Services for components, bought alone or together, over HTTP."""

from registry.services.api.blueprint import blueprint

__all__ = ["blueprint"]
