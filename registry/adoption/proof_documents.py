"""How evidence, confirmations, claims and signs of life read on the wire."""

from collections.abc import Sequence
from typing import Any

from registry.adoption.models import (
    Adoption,
    AdoptionClaim,
    Attestation,
    AttestationKey,
    Confirmation,
    Evidence,
)
from registry.adoption.proof import HELD
from registry.kit.actor import Actor
from registry.kit.clock import format_instant


def evidence_document(adoption: Adoption, evidence: Evidence, same_as: Sequence[str] | None = None) -> dict[str, Any]:
    """A piece of evidence. `same_as`: the adoptions with the same content, where the reader may know them."""
    place = f"/api/v1/adoptions/{adoption.public_id}/evidence/{evidence.public_id}"
    return {
        "id": str(evidence.public_id),
        "adoption": str(adoption.public_id),
        "kind": evidence.kind,
        "title": evidence.title,
        "url": evidence.url,
        "filename": evidence.filename,
        "media_type": evidence.media_type,
        "size": evidence.size,
        "sha256": evidence.digest,
        "file": f"{place}/file" if evidence.blob_digest else None,
        "status": evidence.status,
        "reason": HELD._asdict() if evidence.status == "held" else None,
        "same_as": None if same_as is None else list(same_as),
        "submitted_by": evidence.submitted_by,
        "submitted_at": format_instant(evidence.submitted_at),
        "decided_by": evidence.decided_by.slug if evidence.decided_by else None,
        "decided_at": format_instant(evidence.decided_at) if evidence.decided_at else None,
        "note": evidence.decision_note,
    }


def confirmation_document(adoption: Adoption, confirmation: Confirmation) -> dict[str, Any]:
    """What one organisation says of an adoption. Nothing here tells whose adoption it is."""
    return {
        "id": str(confirmation.public_id),
        "adoption": str(adoption.public_id),
        "organisation": confirmation.organisation.slug,
        "confirmer": confirmation.confirmer,
        "verdict": confirmation.verdict,
        "version": confirmation.version.number if confirmation.version else None,
        "note": confirmation.note,
        "recorded_at": format_instant(confirmation.recorded_at),
        "withdrawn_at": format_instant(confirmation.withdrawn_at) if confirmation.withdrawn_at else None,
        "withdrawal_reason": confirmation.withdrawal_reason,
    }


def claim_document(actor: Actor, claim: AdoptionClaim) -> dict[str, Any]:
    """A claim as one of its sides sees it: to the supplier nothing of what the city runs."""
    shown = claim.adoption is not None and actor.sees_landscapes
    return {
        "id": str(claim.public_id),
        "claimant": claim.claimant.slug,
        "claimant_name": claim.claimant.name,
        "adopter": claim.adopter.slug,
        "component": claim.component.full_name,
        "version": claim.version.number if claim.version else None,
        "stage": claim.stage,
        "mode": claim.mode,
        "since_on": claim.since_on.isoformat(),
        "note": claim.note,
        "evidence": claim.evidence,
        "status": claim.status,
        "created_at": format_instant(claim.created_at),
        "expires_on": claim.expires_on.isoformat(),
        "decided_at": format_instant(claim.decided_at) if claim.decided_at else None,
        "decision_note": claim.decision_note,
        "adoption": str(claim.adoption.public_id) if shown and claim.adoption else None,
        "is_demo": claim.is_demo,
    }


def key_document(key: AttestationKey) -> dict[str, Any]:
    """A key without what it signs with."""
    return {
        "number": key.number,
        "created_at": format_instant(key.created_at),
        "created_by": key.created_by,
        "revoked_at": format_instant(key.revoked_at) if key.revoked_at else None,
    }


def attestation_document(adoption_id: str, attestation: Attestation) -> dict[str, Any]:
    return {
        "id": str(attestation.public_id),
        "adoption": adoption_id,
        "method": attestation.method,
        "on": attestation.on.isoformat(),
        "version": attestation.version.number if attestation.version else None,
        "usage": attestation.usage,
        "statement": attestation.statement,
        "stated_by": attestation.stated_by,
        "recorded_at": format_instant(attestation.recorded_at),
        "recorded_by": attestation.recorded_by,
    }
