"""How publishing by machines reads on the wire."""

from collections.abc import Sequence
from typing import Any

from registry.accounts.models import Token
from registry.catalogue.manifests import wire_digest
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.publishing.models import IdentityProvider, Origin, StagedArtifact, StagedVersion, TrustedPublisher


def provider_document(provider: IdentityProvider) -> dict[str, Any]:
    return {
        "id": str(provider.public_id),
        "issuer": provider.issuer,
        "label": provider.label,
        "created_at": format_instant(provider.created_at),
    }


def trusted_document(trusted: TrustedPublisher) -> dict[str, Any]:
    """Its provider and organisation are loaded."""
    return {
        "id": str(trusted.public_id),
        "organisation": trusted.organisation.slug,
        "provider": trusted.provider.issuer,
        "claims": trusted.claims,
        "components": trusted.components,
        "stages_only": trusted.stages_only,
        "label": trusted.label,
        "created_at": format_instant(trusted.created_at),
    }


def machine_token_document(token: Token, secret: str) -> dict[str, Any]:
    """The one answer that shows the secret."""
    return {
        "token": secret,
        "organisation": token.organisation.slug,
        "scopes": token.scopes,
        "stages_only": token.stages_only,
        "expires_at": format_instant(token.expires_at),
    }


def origin_document(origin: Origin, component: str, number: str) -> dict[str, Any]:
    return {
        "component": component,
        "number": number,
        "issuer": origin.issuer,
        "claims": origin.claims,
        "approved_by": origin.approved_by,
        "recorded_at": format_instant(origin.recorded_at),
    }


def render_staged(staged: StagedVersion, artifacts: Sequence[StagedArtifact], *, decider: str | None) -> Rendered:
    """The document of what was staged; `decider` is the organisation whose person decided."""
    origin = {name: staged.origin[name] for name in ("issuer", "claims")} if staged.origin else None
    return render(
        {
            "id": str(staged.public_id),
            "component": staged.component.full_name,
            "number": staged.number,
            "status": staged.status,
            "version": staged.payload,
            "artifacts": [_artifact(row) for row in artifacts],
            "origin": origin,
            "staged_at": format_instant(staged.staged_at),
            "expires_at": format_instant(staged.expires_at),
            "decided_at": format_instant(staged.decided_at) if staged.decided_at else None,
            "decided_by": decider,
            "reasons": staged.reasons,
        }
    )


def _artifact(artifact: StagedArtifact) -> dict[str, Any]:
    return {
        "filename": artifact.filename,
        "role": artifact.role,
        "media_type": artifact.media_type,
        "size": artifact.size,
        "digest": wire_digest(artifact.blob_digest),
    }
