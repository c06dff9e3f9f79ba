"""A person says yes or no to what waits; what nobody decides runs out."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.accounts.queries import find_token_of
from registry.artifacts.actions import attach
from registry.artifacts.models import Blob
from registry.catalogue.actions import publish_version
from registry.catalogue.actions.lifecycle import own
from registry.catalogue.actions.requirements import hold_graph
from registry.catalogue.models import Component, ComponentVersion
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.publishing import queries
from registry.publishing.actions.closing import close, require_open, tell
from registry.publishing.actions.originating import keep_origin
from registry.publishing.errors import PersonNeeded
from registry.publishing.models import StagedVersion


def approve_staged(
    session: Session, actor: Actor, *, component: str, staged_id: UUID, reasons: str | None = None
) -> StagedVersion:
    """Publish what waits, with all its files and where it came from, at once.

    Raises PersonNeeded for a machine and for who staged it, StageClosed, and whatever publishing raises by now, such as
    VersionTaken; it goes on waiting then.
    """
    hold_graph(session)  # In the order in which publishing takes its locks.
    row = own(session, actor, component)
    staged = queries.get_staged(session, actor, component, staged_id, for_change=True)
    require_open(session, staged)
    _require_another_person(session, actor, staged)
    version = publish_version(session, actor, component=component, **staged.payload)
    if staged.origin:
        keep_origin(session, version, staged.origin, approved_by=actor.organisation or actor.key)
    _attach_files(session, actor, row, version, staged)
    staged.version_id = version.id
    _decide(session, actor, staged, "approved", reasons, event="staging.approved")
    return staged


def reject_staged(session: Session, actor: Actor, *, component: str, staged_id: UUID, reasons: str) -> StagedVersion:
    """Let it wait no more, and say why. Its number stays free. Raises StageClosed."""
    own(session, actor, component)
    staged = queries.get_staged(session, actor, component, staged_id, for_change=True)
    require_open(session, staged)
    _decide(session, actor, staged, "rejected", reasons, event="staging.rejected")
    return staged


def expire_staged(session: Session, actor: Actor, limit: int) -> int:
    """End what nobody has decided in time; how many, `limit` at most."""
    overdue = session.scalars(
        select(StagedVersion)
        .where(StagedVersion.status == "staged", StagedVersion.expires_at <= now_of(session))
        .order_by(StagedVersion.id)
        .limit(limit)
        .options(joinedload(StagedVersion.component, innerjoin=True))
        .with_for_update(of=StagedVersion, skip_locked=True)
    ).all()
    for staged in overdue:
        close(session, staged, "expired")
        tell(session, actor, staged, "staging.expired")
    return len(overdue)


def _require_another_person(session: Session, actor: Actor, staged: StagedVersion) -> None:
    stager = find_token_of(session, staged.staged_by)
    is_same_person = stager is not None and stager.maker_id is not None and stager.maker_id == actor.person_id
    if actor.is_machine or actor.key == staged.staged_by or is_same_person:
        raise PersonNeeded()


def _attach_files(
    session: Session, actor: Actor, component: Component, version: ComponentVersion, staged: StagedVersion
) -> None:
    for waiting in queries.list_staged_artifacts(session, staged.id):
        blob = session.get_one(Blob, waiting.blob_digest)
        attach(
            session,
            actor,
            component,
            version,
            blob,
            filename=waiting.filename,
            media_type=waiting.media_type,
            role=waiting.role,
        )


def _decide(
    session: Session, actor: Actor, staged: StagedVersion, status: str, reasons: str | None, *, event: str
) -> None:
    staged.decided_by, staged.reasons = actor.key, reasons or None
    close(session, staged, status, decider=actor.organisation or actor.key)
    tell(session, actor, staged, event)
