"""Standards over HTTP."""

from registry.standards.api import conformance, standards  # noqa: F401 — their routes
from registry.standards.api.blueprint import blueprint

__all__ = ["blueprint"]
