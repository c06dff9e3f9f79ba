"""Questions about the inbox."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.database import Database
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.notifications.models import Notice
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation


def require_inbox(session: Session, actor: Actor, slug: str) -> Organisation:
    """An organisation whose notices the caller may read: who acts for it, and administrators."""
    organisation = get_organisation(session, slug)
    actor.require_party(organisation.id)
    return organisation


def list_notices(
    session: Session,
    organisation: Organisation,
    *,
    unread: bool | None = None,
    kind: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Notice]:
    """The notices of an organisation, the newest first."""
    query = select(Notice).where(Notice.organisation_id == organisation.id).order_by(Notice.id.desc())
    if unread is not None:
        query = query.where(Notice.read_at.is_(None) if unread else Notice.read_at.is_not(None))
    if kind:
        query = query.where(Notice.kind == kind)
    if after:
        query = query.where(Notice.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def list_newest(session: Session, organisation_id: int, limit: int) -> list[Notice]:
    """The newest notices of an organisation, for feeds."""
    query = select(Notice).where(Notice.organisation_id == organisation_id).order_by(Notice.id.desc()).limit(limit)
    return list(session.scalars(query))


def get_notice(session: Session, actor: Actor, notice_id: UUID) -> Notice:
    """A notice of an organisation that the caller acts for; anybody else's is not there."""
    found = session.scalar(select(Notice).where(Notice.public_id == notice_id))
    if found is None or (found.organisation_id not in actor.acts_for and not actor.is_administrator):
        raise NotFound(what=str(notice_id))
    return found


def list_pending(
    session: Session,
    organisation_id: int,
    *,
    after: int,
    until: int | None = None,
    kinds: Collection[str] = (),
    urgencies: Collection[str],
    limit: int,
) -> list[Notice]:
    """The notices after one that a subscriber wants, the oldest first."""
    query = select(Notice).where(
        Notice.organisation_id == organisation_id, Notice.id > after, Notice.urgency.in_(urgencies)
    )
    if until is not None:
        query = query.where(Notice.id <= until)
    if kinds:
        query = query.where(Notice.kind.in_(kinds))
    return list(session.scalars(query.order_by(Notice.id).limit(limit)))


def count_unread(database: Database, organisation_id: int, *, at_most: int = 1000) -> int:
    """How many notices an organisation has not read, straight from the driver: every page of who is signed in asks.

    One look into an index, and never at more than `at_most` of its entries.
    """
    rows = database.fetch(
        "SELECT count(*) FROM (SELECT 1 FROM notices WHERE organisation_id = ? AND read_at IS NULL LIMIT ?) AS unread",
        (organisation_id, at_most),
    )
    return int(rows[0][0])
