"""The gap register from the command line."""

from registry.gaps.commands.gaps import gaps

__all__ = ["gaps"]
