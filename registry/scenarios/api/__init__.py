"""Scenario lists, and roads to them, over HTTP."""

from registry.scenarios.api import lists, openings, roadmaps  # noqa: F401 — their routes
from registry.scenarios.api.blueprint import blueprint

__all__ = ["blueprint"]
