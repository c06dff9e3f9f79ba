"""Raising flags, deciding on them, and objecting."""

from registry.safeguards.actions.appealing import appeal, decide_appeal
from registry.safeguards.actions.deciding import decide_flag
from registry.safeguards.actions.detecting import detect, sweep

__all__ = ["appeal", "decide_appeal", "decide_flag", "detect", "sweep"]
