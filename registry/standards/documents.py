"""How standards and claims to conform to them read on the wire."""

from typing import Any

from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.standards.models import ConformanceClaim, Standard


def render_standard(standard: Standard, successors: list[str]) -> Rendered:
    """The document of a standard; `successors` are the slugs of what replaced it, the nearest first."""
    return render(
        {
            "id": str(standard.public_id),
            "slug": standard.slug,
            "code": standard.code,
            "title": standard.title,
            "scope": standard.scope,
            "kind": standard.kind,
            "status": standard.status,
            "issuer": standard.issuer,
            "published_on": standard.published_on.isoformat() if standard.published_on else None,
            "in_force_on": standard.in_force_on.isoformat() if standard.in_force_on else None,
            "replaced_by": standard.replaced_by,
            "successors": successors,
            "url": standard.url,
            "domains": standard.domains,
            "is_demo": standard.is_demo,
            "created_at": format_instant(standard.created_at),
            "updated_at": format_instant(standard.updated_at),
        }
    )


def claim_document(claim: ConformanceClaim, component: str) -> dict[str, Any]:
    """A claim with whoever looked at it."""
    return {
        "id": str(claim.public_id),
        "component": component,
        "version": claim.version.number,
        "standard": claim.standard.slug,
        "code": claim.standard.code,
        "title": claim.standard.title,
        "clauses": claim.clauses,
        "report": claim.report,
        "status": claim.status,
        "claimed_at": format_instant(claim.claimed_at),
        "verification": _verification(claim),
    }


def _verification(claim: ConformanceClaim) -> dict[str, Any] | None:
    if claim.verifier is None or claim.verified_at is None:
        return None
    return {
        "by": claim.verifier.slug,
        "name": claim.verifier.name,
        "at": format_instant(claim.verified_at),
        "note": claim.verification_note,
        "report": claim.verification_report,
    }
