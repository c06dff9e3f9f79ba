"""Adopting, and staying current, from the command line."""

from registry.adoption.commands.adopting import adopt
from registry.adoption.commands.updating import outdated

__all__ = ["adopt", "outdated"]
