"""Applying for several components at once, over HTTP."""

from registry.applications.api import agreements, applications, items  # noqa: F401 — their routes
from registry.applications.api.blueprint import blueprint

__all__ = ["blueprint"]
