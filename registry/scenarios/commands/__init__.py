"""Scenario lists, and roads to them, from the command line."""

from registry.scenarios.commands import openings, roadmaps  # noqa: F401 — their commands
from registry.scenarios.commands.lists import scenarios

__all__ = ["scenarios"]
