"""Stewardship over HTTP."""

from registry.stewardship.api import drafts, preparers, reviews, suppliers, transfers  # noqa: F401 — their routes
from registry.stewardship.api.blueprint import blueprint

__all__ = ["blueprint"]
