"""Gaps over HTTP."""

from registry.gaps.api import gaps  # noqa: F401 — its routes
from registry.gaps.api.blueprint import blueprint

__all__ = ["blueprint"]
