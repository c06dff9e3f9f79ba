"""Services for components, bought alone or together, as pages."""

from registry.services.pages import purchases, services  # noqa: F401 — their routes and template globals
from registry.services.pages.blueprint import blueprint

__all__ = ["blueprint"]
