"""What a version is made of, for comparing it."""

from typing import Any

from sqlalchemy.orm import Session

from registry.artifacts.models import Artifact
from registry.artifacts.queries import list_artifacts
from registry.catalogue.models import ComponentVersion
from registry.catalogue.queries import list_requirements
from registry.comparison.reasons import Released


def released(session: Session, version: ComponentVersion) -> Released:
    """A version with what it requires and consists of."""
    present = [artifact for artifact in list_artifacts(session, version.id) if artifact.removed_at is None]
    return Released(
        number=version.number,
        published_at=version.published_at,
        is_yanked=version.yanked_at is not None,
        notes=version.notes,
        requires=requires_of(session, version),
        platforms=version.platforms,
        platform_requirements=version.platform_requirements,
        external_requirements=version.external_requirements,
        artifacts=[_listed(artifact) for artifact in present],
    )


def requires_of(session: Session, version: ComponentVersion) -> list[dict[str, str]]:
    """The components a version requires."""
    rows = list_requirements(session, version.id)
    return [{"component": row.component.full_name, "specifier": row.specifier} for row in rows]


def _listed(artifact: Artifact) -> dict[str, Any]:
    return {name: getattr(artifact, name) for name in ("filename", "role", "size", "digest")}
