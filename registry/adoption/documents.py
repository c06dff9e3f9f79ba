"""How an adoption reads on the wire."""

from typing import Any

from registry.adoption.lifecycle import legal_moves
from registry.adoption.liveness import alive_until
from registry.adoption.models import Adoption, AdoptionPolicy, AdoptionStep
from registry.adoption.updates import Advice, Answered, Update
from registry.adoption.vocabulary import RUNNING
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
            **described(adoption),
            "trial_ends_on": adoption.trial_ends_on.isoformat() if adoption.trial_ends_on else None,
            "attested_on": adoption.attested_on.isoformat() if adoption.attested_on else None,
            "alive_until": _alive_until(adoption),
            "is_demo": adoption.is_demo,
            "created_at": format_instant(adoption.created_at),
            "history": [_step(step) for step in adoption.steps],
        }
    )


def described(adoption: Adoption) -> dict[str, Any]:
    """What is recorded of the use itself, with what nobody has said yet empty."""
    lists = ("departments", "levels", "legacy_systems", "contributions", "responsibilities")
    empty: dict[str, Any] = {**{name: [] for name in lists}, "sla": {}, "environment": {}, "handover": {}}
    return {name: adoption.record.get(name, nothing) for name, nothing in empty.items()}


def describable(adoption: Adoption) -> dict[str, Any]:
    """What a merge patch of an adoption is merged into: what is said of it, by the names of the wire."""
    operator = adoption.operator.slug if adoption.operator else None
    told = {"scenario": adoption.scenario, "operator": operator, **described(adoption)}
    return {name: value for name, value in told.items() if value}


def _alive_until(adoption: Adoption) -> str | None:
    if adoption.attested_on is None or adoption.stage not in RUNNING:
        return None
    return alive_until(adoption.attested_on).isoformat()


def _step(step: AdoptionStep) -> dict[str, Any]:
    return {
        "stage": step.stage,
        "version": step.version.number if step.version else None,
        "on": step.on.isoformat(),
        "note": step.note,
        "evidence": step.evidence,
        "recorded_at": format_instant(step.recorded_at),
    }


def render_policy(policy: AdoptionPolicy, organisation: str) -> Rendered:
    """What a body asks of what it takes into use; rules that ask for nothing are null or empty."""
    rules = policy.rules
    return render(
        {
            "organisation": organisation,
            "minimum_severity": rules.get("minimum_severity"),
            "yank_reasons": rules.get("yank_reasons", []),
            "cool_down_days": rules.get("cool_down_days"),
            "licenses": rules.get("licenses", []),
            "security_level": rules.get("security_level"),
            "required_confirmations": rules.get("required_confirmations", []),
            "due_days": rules.get("due_days", {}),
            "updated_at": format_instant(policy.updated_at),
        }
    )


def update_document(update: Update) -> dict[str, Any]:
    """What a body runs that needs attention, and what to do."""
    installed = update.installed
    return {
        "adoption": str(installed.adoption),
        "adopter": installed.adopter,
        "component": installed.component,
        "status": installed.status,
        "version": installed.version,
        "is_yanked": installed.is_yanked,
        "yank_reason": installed.yank_reason,
        "yank_message": installed.yank_message,
        "is_quarantined": installed.is_quarantined,
        "latest": installed.latest,
        "is_behind": installed.is_behind,
        "successor": installed.successor,
        "sunset_on": installed.sunset_on,
        "support_until": installed.support_until,
        "compatible": upgrade_document(installed.compatible),
        "breaking": upgrade_document(installed.breaking),
        "advisories": [warned.document() for warned in installed.advisories],
        "advice": [_advice(entry) for entry in update.advice],
    }


def _advice(advice: Advice) -> dict[str, Any]:
    return {
        "code": advice.code,
        "about": advice.about,
        "severity": advice.severity,
        "due_on": advice.due_on,
        "is_overdue": advice.is_overdue,
        "text": advice.text._asdict(),
        "response": response_document(advice.answered) if advice.answered else None,
    }


def response_document(answered: Answered) -> dict[str, Any]:
    """What a body has made of a piece of advice."""
    return {
        "response": answered.response,
        "until_on": answered.until_on,
        "reason": answered.reason,
        "recorded_at": format_instant(answered.recorded_at),
    }
