"""Changes to the gap register."""

from registry.gaps.actions.closing import close_gap
from registry.gaps.actions.registering import change_gap, register_gap

__all__ = ["change_gap", "close_gap", "register_gap"]
