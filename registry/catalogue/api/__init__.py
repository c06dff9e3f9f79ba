"""The catalogue over HTTP."""

from registry.catalogue.api import (  # noqa: F401 — their routes
    checks,
    components,
    exports,
    graph,
    imports,
    manifests,
    quarantine,
    taxonomies,
    versions,
)
from registry.catalogue.api.blueprint import blueprint

__all__ = ["blueprint"]
