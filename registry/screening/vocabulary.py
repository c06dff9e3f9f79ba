"""The words of a screening."""

from typing import Final

STATUSES: Final = ("open", "decided", "withdrawn")
DECISIONS: Final = ("reuse", "adapt", "justified_new")
"""复用, 改造后复用, 确需新建 (S6, 2.5)."""

OUTCOMES: Final = ("approved", "cut", "refused")
"""What became of the budget: granted in full, granted in part, refused."""
