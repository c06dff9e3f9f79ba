"""The words of a screening."""

from typing import Final

STATUSES: Final = ("open", "decided", "withdrawn")
DECISIONS: Final = ("reuse", "adapt", "justified_new")
"""复用, 改造后复用, 确需新建 (S6, 2.5)."""

OUTCOMES: Final = ("approved", "cut", "refused")
"""What became of the budget: granted in full, granted in part, refused."""

LEVELS: Final = ("near_duplicate", "overlapping", "related")
"""How near a component is to what was described, the nearest first."""

FOUND: Final = (*LEVELS, "nothing")
"""What a screening found as a whole: the level of the nearest component, or nothing."""
