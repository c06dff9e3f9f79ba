"""How an adoption reads on the wire."""

from typing import Any

from registry.adoption.lifecycle import legal_moves
from registry.adoption.models import Adoption, AdoptionStep
from registry.adoption.updates import Advice, Installed
from registry.comparison.documents import upgrade_document
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render


def render_adoption(adoption: Adoption) -> Rendered:
    """The document of an adoption, with its history and the stages it may go to next."""
    on_behalf = adoption.beneficiary_id != adoption.adopter_id
    return render(
        {
            "id": str(adoption.public_id),
            "adopter": adoption.adopter.slug,
            "on_behalf_of": adoption.beneficiary.slug if on_behalf else None,
            "component": adoption.component.full_name,
            "version": adoption.version.number if adoption.version else None,
            "stage": adoption.stage,
            "stage_since": adoption.stage_since.isoformat(),
            "next_stages": legal_moves(adoption.stage),
            "mode": adoption.mode,
            "scenario": adoption.scenario,
            "operator": adoption.operator.slug if adoption.operator else None,
            "is_demo": adoption.is_demo,
            "created_at": format_instant(adoption.created_at),
            "history": [_step(step) for step in adoption.steps],
        }
    )


def _step(step: AdoptionStep) -> dict[str, Any]:
    return {
        "stage": step.stage,
        "version": step.version.number if step.version else None,
        "on": step.on.isoformat(),
        "note": step.note,
        "evidence": step.evidence,
        "recorded_at": format_instant(step.recorded_at),
    }


def update_document(installed: Installed, advice: list[Advice]) -> dict[str, Any]:
    """What a body runs that needs attention, and what to do."""
    return {
        **installed._asdict(),
        "adoption": str(installed.adoption),
        "compatible": upgrade_document(installed.compatible),
        "breaking": upgrade_document(installed.breaking),
        "advisories": [warned.document() for warned in installed.advisories],
        "advice": [{"code": entry.code, "text": entry.text._asdict()} for entry in advice],
    }
