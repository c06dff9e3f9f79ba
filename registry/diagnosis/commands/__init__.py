"""The diagnosis from the command line."""

from registry.diagnosis.commands.diagnosis import diagnosis

__all__ = ["diagnosis"]
