"""Applying, and the agreement, from the command line."""

from registry.applications.commands.agreements import agreements
from registry.applications.commands.applications import applications

__all__ = ["agreements", "applications"]
