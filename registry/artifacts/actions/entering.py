"""Entering an artifact into its version: its row, the next manifest, and the word to everybody."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.artifacts import queries
from registry.artifacts.documents import listed_artifact, render_artifact
from registry.artifacts.errors import ArtifactExists
from registry.artifacts.models import Artifact
from registry.catalogue.actions import extend_manifest
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor


def enter(session: Session, component: Component, version: ComponentVersion, artifact: Artifact) -> None:
    """Add an artifact to a version of a component that is locked for change. Raises ArtifactExists."""
    present = [listed_artifact(row) for row in queries.list_artifacts(session, version.id)]
    manifest = extend_manifest(session, version, component, [*present, listed_artifact(artifact)])
    artifact.manifest = manifest.number
    artifact.document, artifact.etag = render_artifact(artifact, component.full_name, version.number)
    taken = ArtifactExists(component=component.full_name, number=version.number, filename=artifact.filename)
    session.add(artifact)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error


def render_artifacts_of(session: Session, component: Component) -> None:
    """Render anew the artifacts of all versions of a component, which has another name now."""
    for artifact in queries.list_of_component(session, component.id):
        artifact.document, artifact.etag = render_artifact(artifact, component.full_name, artifact.version.number)
    session.flush()


def tell(
    session: Session,
    actor: Actor,
    component: Component,
    version: ComponentVersion,
    artifact: Artifact,
    *,
    event: str,
    **more: Any,
) -> None:
    """Record what happened to an artifact. Who does not see the component is not told."""
    audience, readers = audience_of(session, component, shown=component.status in SHOWN_TO_ALL)
    record(
        session,
        actor,
        type=event,
        subject=f"{component.full_name}/versions/{version.number}/artifacts/{artifact.filename}",
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers,
        data={"component": component.full_name, "version": version.number, **listed_artifact(artifact), **more},
    )
