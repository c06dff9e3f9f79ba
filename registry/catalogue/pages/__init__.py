"""The pages of the catalogue."""

from registry.catalogue.pages import components, dependencies, holding  # noqa: F401 — their routes
from registry.catalogue.pages.blueprint import blueprint

__all__ = ["blueprint"]
