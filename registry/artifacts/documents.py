"""How an artifact reads on the wire and in manifests. Digests stand there as `sha256:<64 hexadecimal digits>`."""

from typing import Any

from registry.artifacts.models import Artifact
from registry.catalogue.manifests import wire_digest
from registry.kit.clock import SHANGHAI, format_instant
from registry.kit.documents import Rendered, render


def render_artifact(artifact: Artifact, component: str, number: str) -> Rendered:
    """The document of an artifact of a version of `component`; its blob is loaded where it has one."""
    return render(
        {
            "id": str(artifact.public_id),
            "component": component,
            "version": number,
            **_identity(artifact),
            "manifest": artifact.manifest,
            "added_at": format_instant(artifact.added_at),
            "removed": _removal(artifact),
            "scan": artifact.blob.scan if artifact.blob is not None else None,
        }
    )


def listed_artifact(artifact: Artifact) -> dict[str, Any]:
    """What a manifest says of an artifact."""
    return {**_identity(artifact), "removed": _removal(artifact)}


def _identity(artifact: Artifact) -> dict[str, Any]:
    # Where removed content stands elsewhere is told to nobody.
    location = artifact.location if artifact.removed_at is None else None
    return {
        "filename": artifact.filename,
        "role": artifact.role,
        "media_type": artifact.media_type,
        "size": artifact.size,
        "digest": wire_digest(artifact.digest),
        "location": location,
    }


def _removal(artifact: Artifact) -> dict[str, Any] | None:
    if artifact.removed_at is None:
        return None
    return {
        "on": artifact.removed_at.astimezone(SHANGHAI).date().isoformat(),
        "reason": artifact.removal_reason,
        "legal_basis": artifact.removal_basis,
    }
