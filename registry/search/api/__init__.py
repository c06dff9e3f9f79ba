"""Searching over HTTP."""

from registry.search.api import dictionary, finding, misses, ranking, similar, synonyms  # noqa: F401 — their routes
from registry.search.api.blueprint import blueprint

__all__ = ["blueprint"]
