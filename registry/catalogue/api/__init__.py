"""The catalogue over HTTP."""

from registry.catalogue.api import checks, components, exports, imports, taxonomies, versions  # noqa: F401 — their routes
from registry.catalogue.api.blueprint import blueprint

__all__ = ["blueprint"]
