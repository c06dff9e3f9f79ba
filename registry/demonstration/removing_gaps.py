"""Removing what made-up cities lack."""

from typing import Any

from sqlalchemy import or_, select

from registry.demonstration.gone import Gone
from registry.gaps.models import Gap, GapDueDay


def remove_gaps(gone: Gone, organisations: Any) -> None:
    """Gaps go with their city."""
    made_up = or_(Gap.is_demo, Gap.organisation_id.in_(organisations))
    gone(GapDueDay, GapDueDay.gap_id.in_(select(Gap.id).where(made_up)))
    gone(Gap, made_up)
