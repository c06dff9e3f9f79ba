"""The tables of the gap register."""

from registry.gaps.models.gaps import Gap, GapDueDay

__all__ = ["Gap", "GapDueDay"]
