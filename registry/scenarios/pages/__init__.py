"""Scenario lists, and roads to them, as pages."""

from registry.scenarios.pages.blueprint import blueprint

__all__ = ["blueprint"]
