"""Figures from the command line."""

from registry.statistics.commands import derived, overview  # noqa: F401 — their commands
from registry.statistics.commands.group import statistics

__all__ = ["statistics"]
