"""Questions about imports and their rows."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.landscapes.models import LandscapeImport, LandscapeRow

UNFINISHED = ("waiting", "running")


def get_import(session: Session, actor: Actor, import_id: UUID, *, for_change: bool = False) -> LandscapeImport:
    """An import, for those who act for its body and administrators; to everybody else it is not there."""
    query = (
        select(LandscapeImport)
        .where(LandscapeImport.public_id == import_id)
        .options(joinedload(LandscapeImport.organisation, innerjoin=True))
    )
    if for_change:
        query = query.with_for_update(of=LandscapeImport).execution_options(populate_existing=True)
    row = session.scalar(query)
    if row is None or not (row.organisation_id in actor.acts_for or actor.is_administrator):
        raise NotFound(what=str(import_id))
    return row


def lock_import(session: Session, identifier: int) -> LandscapeImport:
    """An import that nobody else goes on with until this transaction ends."""
    return session.scalars(
        select(LandscapeImport)
        .where(LandscapeImport.id == identifier)
        .options(joinedload(LandscapeImport.organisation, innerjoin=True))
        .with_for_update(of=LandscapeImport)
        .execution_options(populate_existing=True)
    ).one()


def find_unfinished(session: Session) -> LandscapeImport | None:
    """The import that is next in line."""
    query = select(LandscapeImport).where(LandscapeImport.status.in_(UNFINISHED)).order_by(LandscapeImport.id).limit(1)
    return session.scalar(query)


def count_unfinished(session: Session, organisation_id: int) -> int:
    query = select(func.count()).where(
        LandscapeImport.organisation_id == organisation_id, LandscapeImport.status.in_(UNFINISHED)
    )
    return session.scalar(query) or 0


def list_imports(session: Session, organisation_id: int, *, limit: int = 20) -> list[LandscapeImport]:
    """The latest imports of a body."""
    query = select(LandscapeImport).where(LandscapeImport.organisation_id == organisation_id)
    return list(session.scalars(query.order_by(LandscapeImport.id.desc()).limit(limit)))


def list_rows(
    session: Session, import_id: int, *, outcome: str | None, after: int | None, limit: int
) -> Page[LandscapeRow]:
    """Rows that could not be taken, in the order of the file."""
    query = select(LandscapeRow).where(LandscapeRow.import_id == import_id).order_by(LandscapeRow.line)
    if outcome is not None:
        query = query.where(LandscapeRow.outcome == outcome)
    if after is not None:
        query = query.where(LandscapeRow.line > after)
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.line,))


def get_row(session: Session, import_id: int, line: int, *, for_change: bool = False) -> LandscapeRow:
    query = select(LandscapeRow).where(LandscapeRow.import_id == import_id, LandscapeRow.line == line)
    row = session.scalar(query.with_for_update() if for_change else query)
    if row is None:
        raise NotFound(what=str(line))
    return row
