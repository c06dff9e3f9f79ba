"""How a screening reads on the wire: in full to who asked and to administrators, else as a certificate."""

from typing import Any

from registry.catalogue.reuse import SUPPRESSED_BELOW, shown_count
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.screening.budgets import amount
from registry.screening.finding import found_among
from registry.screening.models import Screening


def render_screening(screening: Screening) -> Rendered:
    """The document as who asked reads it."""
    return render(screening_document(screening))


def screening_document(screening: Screening) -> dict[str, Any]:
    """Everything that was asked, found and decided."""
    return {
        "id": str(screening.public_id),
        "number": screening.number,
        "organisation": screening.organisation.slug,
        "project": screening.project,
        "title": screening.title,
        "summary": screening.summary,
        "features": screening.features,
        "description": screening.description,
        "found": found_among(screening.candidates),
        "position": screening.position,
        "candidates": screening.candidates,
        "status": screening.status,
        "decision": screening.decision,
        "chosen": screening.chosen,
        "reasons": screening.reasons,
        "approver": screening.approver.slug if screening.approver else None,
        "approver_name": screening.approver_name,
        "outcome": screening.outcome,
        "budget": _budget(screening),
        "verification_code": screening.verification_code,
        "is_demo": screening.is_demo,
        "created_at": format_instant(screening.created_at),
        "decided_at": format_instant(screening.decided_at) if screening.decided_at else None,
    }


def certificate_document(screening: Screening) -> dict[str, Any]:
    """The same for whoever holds the code: no names of cities, no small counts, nothing of restricted components."""
    shown = [_as_told_to_all(each) for each in screening.candidates if not each["is_restricted"]]
    hidden = {each["component"] for each in screening.candidates if each["is_restricted"]}
    chosen = [name for name in screening.chosen if name not in hidden]
    return {**screening_document(screening), "candidates": shown, "chosen": chosen}


def _as_told_to_all(candidate: dict[str, Any]) -> dict[str, Any]:
    adopters = candidate["adopters"]
    told = shown_count(SUPPRESSED_BELOW - 1 if adopters is None else adopters, exactly=False)
    return {**candidate, **told, "cities": None}


def _budget(screening: Screening) -> dict[str, str] | None:
    if screening.budget_asked_fen is None or screening.budget_granted_fen is None or screening.currency is None:
        return None
    return {
        "asked": amount(screening.budget_asked_fen),
        "granted": amount(screening.budget_granted_fen),
        "currency": screening.currency,
    }
