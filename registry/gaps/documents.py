"""How gaps read on the wire."""

from typing import Any

from registry.gaps.models import Gap
from registry.kit.clock import format_instant


def gap_document(gap: Gap) -> dict[str, Any]:
    """A gap with every day by which it was ever to be closed."""
    return {
        "id": str(gap.public_id),
        "organisation": gap.organisation.slug,
        "problem": gap.problem,
        "title": gap.title,
        "description": gap.description,
        "domain": gap.domain,
        "scenario": gap.scenario,
        "severity": gap.severity,
        "basis": gap.basis,
        "due_on": gap.due_on.isoformat(),
        "due_days": [
            {"due_on": each.due_on.isoformat(), "reason": each.reason, "recorded_at": format_instant(each.recorded_at)}
            for each in gap.due_days
        ],
        "status": gap.status,
        "closed_on": gap.closed_on.isoformat() if gap.closed_on else None,
        "closing_reason": gap.closing_reason,
        "evidence": gap.evidence,
        "is_demo": gap.is_demo,
        "created_at": format_instant(gap.created_at),
    }
