"""Adoptions over HTTP."""

from registry.adoption.api import adoptions, updates  # noqa: F401 — their routes
from registry.adoption.api.blueprint import blueprint

__all__ = ["blueprint"]
