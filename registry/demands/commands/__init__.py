"""The demand board from the command line."""

from registry.demands.commands import answers, board  # noqa: F401 — their commands
from registry.demands.commands.group import demands

__all__ = ["demands"]
