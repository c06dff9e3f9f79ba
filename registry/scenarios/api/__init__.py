"""Scenario lists, and roads to them, over HTTP."""

from registry.scenarios.api.blueprint import blueprint

__all__ = ["blueprint"]
