"""Services for components, bought alone or together, as pages."""

from registry.services.pages.blueprint import blueprint

__all__ = ["blueprint"]
