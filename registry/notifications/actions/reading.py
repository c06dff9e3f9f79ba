"""Marking notices as read. Nothing is recorded of it in the log: when and by whom stands with the notice."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotFound, OnlyStaging, PayloadInvalid
from registry.notifications import queries
from registry.notifications.models import Notice


def read_notice(session: Session, actor: Actor, *, notice_id: UUID) -> Notice:
    """Mark one notice as read; again it changes nothing."""
    _require_person(actor)
    notice = queries.get_notice(session, actor, notice_id)
    if notice.read_at is None:
        notice.read_at, notice.read_by = now_of(session), actor.key
        session.flush()
    return notice


def read_until(session: Session, actor: Actor, *, organisation: str, until: UUID) -> int:
    """Mark a notice of an organisation and all before it as read: those that came since were not seen. How many."""
    _require_person(actor)
    body = queries.require_inbox(session, actor, organisation)
    try:
        last = queries.get_notice(session, actor, until)
    except NotFound:
        last = None
    if last is None or last.organisation_id != body.id:
        raise PayloadInvalid.of("/until", "没有这条消息。", "There is no such notice.")
    marked = session.execute(
        update(Notice)
        .where(Notice.organisation_id == body.id, Notice.read_at.is_(None), Notice.id <= last.id)
        .values(read_at=now_of(session), read_by=actor.key)
        .execution_options(synchronize_session=False)
    )
    return int(marked.rowcount)  # type: ignore[attr-defined]


def _require_person(actor: Actor) -> None:
    if actor.stages_only:
        raise OnlyStaging()
