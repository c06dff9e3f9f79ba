"""How what paired cities do reads on the wire. Amounts stand in it: only cities and administrators see pairings."""

from collections.abc import Sequence
from typing import Any

from registry.collaboration.documents import pairing_document
from registry.collaboration.models import (
    Pairing,
    PairingActivity,
    PairingCompletion,
    PairingConfirmation,
    PairingEvidence,
    PairingFunding,
    PairingResult,
)
from registry.collaboration.pairing_rules import FORMULA, result_due_on
from registry.collaboration.queries import Progress
from registry.kit.clock import format_instant
from registry.kit.money import from_fen


def pairing_detail(pairing: Pairing, progress: Progress, completions: Sequence[PairingCompletion]) -> dict[str, Any]:
    """A pairing with how far it has come, and who holds it to be completed."""
    return {
        **pairing_document(pairing),
        "progress": {**progress._asdict(), "formula": FORMULA._asdict()},
        "completed_by": [
            {
                "organisation": word.organisation.slug,
                "note": word.note,
                "recorded_at": format_instant(word.recorded_at),
            }
            for word in completions
        ],
    }


def activity_document(activity: PairingActivity, pairing: Pairing, *, names_component: bool = True) -> dict[str, Any]:
    """An activity with what proves it. `names_component`: the reader may know which component it is about."""
    due_on = result_due_on(activity.confirmed_on) if activity.confirmed_on else None
    shown = activity.component if names_component else None
    return {
        "id": str(activity.public_id),
        "pairing": str(pairing.public_id),
        "kind": activity.kind,
        "direction": activity.direction,
        "status": activity.status,
        "title": activity.title,
        "description": activity.description,
        "planned_on": activity.planned_on.isoformat(),
        "component": shown.full_name if shown else None,
        "adoption": str(activity.adoption.public_id) if activity.adoption else None,
        "evidence": [_evidence(piece) for piece in activity.evidence],
        "confirmations": [_confirmation(word) for word in activity.confirmations],
        "confirmed_on": activity.confirmed_on.isoformat() if activity.confirmed_on else None,
        "result_due_on": due_on.isoformat() if due_on else None,
        "results": [_result(result) for result in activity.results],
        "cancelled_on": activity.cancelled_on.isoformat() if activity.cancelled_on else None,
        "cancel_reason": activity.cancel_reason,
        "created_at": format_instant(activity.created_at),
    }


def funding_document(funding: PairingFunding) -> dict[str, Any]:
    """What one city committed."""
    return {
        "id": str(funding.public_id),
        "organisation": funding.organisation.slug,
        "amount": from_fen(funding.amount_fen),
        "currency": funding.currency,
        "from": funding.starts_on.isoformat(),
        "to": funding.ends_on.isoformat(),
        "source": funding.source,
        "recorded_at": format_instant(funding.recorded_at),
    }


def _evidence(piece: PairingEvidence) -> dict[str, Any]:
    return {
        "id": str(piece.public_id),
        "organisation": piece.organisation.slug,
        "from": piece.took_place_from.isoformat() if piece.took_place_from else None,
        "to": piece.took_place_to.isoformat() if piece.took_place_to else None,
        "people": piece.people,
        "amount": None if piece.amount_fen is None else from_fen(piece.amount_fen),
        "currency": piece.currency,
        "consideration": piece.consideration,
        "documents": piece.documents,
        "note": piece.note,
        "recorded_at": format_instant(piece.recorded_at),
    }


def _confirmation(word: PairingConfirmation) -> dict[str, Any]:
    return {
        "organisation": word.organisation.slug,
        "side": word.side,
        "recorded_at": format_instant(word.recorded_at),
        "is_superseded": word.superseded_at is not None,
    }


def _result(result: PairingResult) -> dict[str, Any]:
    return {
        "id": str(result.public_id),
        "organisation": result.organisation.slug,
        "outcome": result.outcome,
        "adoptions": [str(adoption.public_id) for adoption in result.adoptions],
        "recorded_at": format_instant(result.recorded_at),
    }
