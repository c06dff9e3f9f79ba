"""Advisories over HTTP."""

from registry.advisories.api import advisories, imports  # noqa: F401 — their routes
from registry.advisories.api.blueprint import blueprint

__all__ = ["blueprint"]
