"""The gap register as a page."""

from registry.gaps.pages import gaps  # noqa: F401 — its routes
from registry.gaps.pages.blueprint import blueprint

__all__ = ["blueprint"]
