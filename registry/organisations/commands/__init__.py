"""Organisations and divisions from the command line."""

from registry.organisations.commands import directory  # noqa: F401 — its commands
from registry.organisations.commands.divisions import divisions
from registry.organisations.commands.registering import organisations

__all__ = ["divisions", "organisations"]
