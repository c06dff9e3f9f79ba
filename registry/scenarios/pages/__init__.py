"""Scenario lists, and roads to them, as pages."""

from registry.scenarios.pages import items, lists, roadmaps  # noqa: F401 — their routes
from registry.scenarios.pages.blueprint import blueprint

__all__ = ["blueprint"]
