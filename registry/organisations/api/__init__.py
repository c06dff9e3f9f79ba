"""Organisations, divisions and clusters over HTTP. Listing and finding organisations is the directory's."""

from registry.organisations.api import organisations, places, standing  # noqa: F401 — their routes
from registry.organisations.api.blueprint import blueprint

__all__ = ["blueprint"]
