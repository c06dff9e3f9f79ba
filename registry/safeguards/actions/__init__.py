"""Raising flags, deciding on them, and objecting."""

from registry.safeguards.actions.appealing import appeal, decide_appeal
from registry.safeguards.actions.deciding import decide_flag
from registry.safeguards.actions.detecting import daily_look, detect

__all__ = ["appeal", "daily_look", "decide_appeal", "decide_flag", "detect"]
