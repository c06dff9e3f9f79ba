"""What a machine makes waits, whole and checked, until a person approves it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.accounts.queries import find_token_of
from registry.artifacts.actions import check_room, place
from registry.artifacts.errors import ArtifactExists, TooManyArtifacts
from registry.artifacts.naming import key_of, read_filename, read_media_type, role_of
from registry.artifacts.storage import Received, Storage
from registry.catalogue.actions import publish_version
from registry.catalogue.actions.requirements import hold_graph
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.policy import policy_of
from registry.publishing import queries
from registry.publishing.actions.closing import close, render, require_open, tell
from registry.publishing.errors import AlreadyStaged
from registry.publishing.models import StagedArtifact, StagedVersion

STAGED_DAYS: Final = 7
"""How long something waits for a person."""


def stage_version(session: Session, actor: Actor, *, component: str, **version: Any) -> StagedVersion:
    """Have a version wait for a person's approval. Everything is checked as if it were published; nobody but the
    publisher's own people sees it.

    Raises AlreadyStaged while the same number waits, and whatever publishing it would raise.
    """
    if version.get("requires"):
        # In the order in which publishing takes its locks.
        hold_graph(session)
    row = get_component(session, actor, component, for_change=True)
    actor.released().require("catalogue:write", row.publisher_id, row.name)
    number, sort_key = _tried(session, actor, row, version)
    _make_way(session, row, number, sort_key)
    now = now_of(session)
    staged = StagedVersion(
        component_id=row.id,
        number=number,
        sort_key=sort_key,
        payload=dict(version),
        origin=origin_of(session, actor) or {},
        status="staged",
        staged_by=actor.key,
        staged_at=now,
        expires_at=now + timedelta(days=STAGED_DAYS),
    )
    staged.component = row
    session.add(staged)
    session.flush()
    render(session, staged)
    tell(session, actor, staged, "staging.opened")
    return staged


def add_staged_file(
    session: Session,
    actor: Actor,
    storage: Storage,
    *,
    component: str,
    staged_id: UUID,
    filename: str,
    received: Received,
    media_type: str,
    role: str | None = None,
) -> tuple[StagedArtifact, bool]:
    """Put a file to a version that waits, by the rules for files of versions; and whether it was not there before.

    The caller discards `received` if this is refused. Raises StageClosed and what adding a file to a version raises.
    """
    row, staged = _stageable(session, actor, component, staged_id, for_change=True)
    name, media_type = read_filename(filename), read_media_type(media_type)
    present = _present(session, staged, name)
    if present is not None:
        if present.blob_digest != received.digest:
            raise ArtifactExists(component=component, number=staged.number, filename=present.filename)
        storage.discard(received)
        return present, False
    _check_room(session, row, staged, received.size)
    artifact = StagedArtifact(
        staged_id=staged.id,
        filename=name,
        filename_key=key_of(name),
        role=role or role_of(name),
        media_type=media_type,
        size=received.size,
        blob_digest=place(session, storage, received).digest,
    )
    session.add(artifact)
    session.flush()
    render(session, staged)
    tell(session, actor, staged, "staging.artifact_added", filename=name)
    return artifact, True


def require_room(session: Session, actor: Actor, *, component: str, staged_id: UUID, filename: str, size: int) -> None:
    """Refuse, before its bytes are there, a file that could not be put to what waits."""
    row, staged = _stageable(session, actor, component, staged_id)
    if _present(session, staged, filename) is None:
        _check_room(session, row, staged, size)


def _stageable(
    session: Session, actor: Actor, component: str, staged_id: UUID, *, for_change: bool = False
) -> tuple[Component, StagedVersion]:
    """What waits, with its component, for a caller who may stage it. Raises StageClosed."""
    row = get_component(session, actor, component, for_change=for_change)
    actor.released().require("catalogue:write", row.publisher_id, row.name)
    staged = queries.get_staged(session, actor, component, staged_id, for_change=for_change)
    require_open(session, staged)
    return row, staged


def _present(session: Session, staged: StagedVersion, filename: str) -> StagedArtifact | None:
    waiting = queries.list_staged_artifacts(session, staged.id)
    return next((artifact for artifact in waiting if artifact.filename_key == key_of(filename)), None)


def _check_room(session: Session, component: Component, staged: StagedVersion, size: int) -> None:
    """Raises TooManyArtifacts or StorageQuotaExceeded: what waits counts as if it were published already."""
    limit = policy_of(session).version_artifacts_max
    if len(queries.list_staged_artifacts(session, staged.id)) >= limit:
        raise TooManyArtifacts(limit=limit)
    waiting = session.scalar(
        select(func.coalesce(func.sum(StagedArtifact.size), 0))
        .join(StagedVersion, StagedVersion.id == StagedArtifact.staged_id)
        .join(Component, Component.id == StagedVersion.component_id)
        .where(Component.publisher_id == component.publisher_id)
    )
    check_room(session, component, None, int(waiting or 0) + size)


def origin_of(session: Session, actor: Actor) -> dict[str, Any] | None:
    """What an identity provider said of the machine that acts; None where no machine does."""
    token = find_token_of(session, actor.key) if actor.is_machine else None
    return dict(token.origin) if token is not None and token.origin else None


def _tried(session: Session, actor: Actor, component: Component, version: Mapping[str, Any]) -> tuple[str, bytes]:
    """Publish it and take that back; its number in canonical spelling, and its sort key: 1.0 is 1.0.0."""
    attempt = session.begin_nested()
    try:
        published = publish_version(session, actor.released(), component=component.full_name, **version)
        return published.number, published.sort_key
    finally:
        attempt.rollback()


def _make_way(session: Session, component: Component, number: str, sort_key: bytes) -> None:
    """Raises AlreadyStaged; what has run out and was not swept yet ends here."""
    query = select(StagedVersion).where(
        StagedVersion.component_id == component.id,
        StagedVersion.sort_key == sort_key,
        StagedVersion.status == "staged",
    )
    waiting = session.scalar(query)
    if waiting is None:
        return
    if waiting.expires_at > now_of(session):
        raise AlreadyStaged(component=component.full_name, number=number)
    waiting.component = component
    close(session, waiting, "expired")
