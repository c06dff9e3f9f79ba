"""What every step of a staged version shares: its document, its event, and how it ends."""

from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.publishing import queries
from registry.publishing.documents import render_staged
from registry.publishing.errors import StageClosed
from registry.publishing.models import StagedArtifact, StagedVersion


def require_open(session: Session, staged: StagedVersion) -> None:
    """Raises StageClosed for what was decided or has run out."""
    status = "expired" if staged.status == "staged" and staged.expires_at <= now_of(session) else staged.status
    if status != "staged":
        raise StageClosed(component=staged.component.full_name, number=staged.number, status=status)


def render(session: Session, staged: StagedVersion, *, decider: str | None = None) -> None:
    """Its document anew."""
    files = queries.list_staged_artifacts(session, staged.id)
    staged.document, staged.etag = render_staged(staged, files, decider=decider)


def close(session: Session, staged: StagedVersion, status: str, *, decider: str | None = None) -> None:
    """Let it wait no more. Its document keeps the list of its files; nothing here holds their bytes any longer."""
    staged.status, staged.decided_at = status, now_of(session)
    render(session, staged, decider=decider)
    session.execute(delete(StagedArtifact).where(StagedArtifact.staged_id == staged.id))
    session.flush()


def tell(session: Session, actor: Actor, staged: StagedVersion, type: str, **more: Any) -> None:
    """Record a step, for the publisher alone."""
    component = staged.component
    record(
        session,
        actor,
        type=type,
        subject=f"{component.full_name}/staged/{staged.public_id}",
        organisation_id=component.publisher_id,
        audience=PARTIES,
        data={"component": component.full_name, "version": staged.number, "staged": str(staged.public_id), **more},
    )
