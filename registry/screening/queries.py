"""Questions about screenings that were kept: for who asked, for administrators, and for who holds the code."""

import hmac
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.kit.actor import Actor
from registry.kit.errors import NotFound, TokenRequired
from registry.kit.paging import Page, page_of
from registry.organisations.queries import get_organisation
from registry.screening.models import Screening
from registry.screening.verification import read_code


def get_screening(session: Session, actor: Actor, number: str, *, for_change: bool = False) -> Screening:
    """A screening of the caller's own organisation; administrators see all, others none."""
    screening = find_screening(session, number, for_change=for_change)
    if screening is None or not is_party(actor, screening):
        raise NotFound(what=number)
    return screening


def get_certificate(session: Session, number: str, code: str) -> Screening:
    """The screening whose certificate bears this number and this code. Not found without the right one."""
    screening = find_screening(session, number)
    expected = screening.verification_code if screening is not None else ""
    if screening is None or not hmac.compare_digest(expected.encode(), (read_code(code) or "").encode()):
        raise NotFound(what=number)
    return screening


def find_screening(session: Session, number: str, *, for_change: bool = False) -> Screening | None:
    """With the organisations that its document names; `for_change` lets nobody else change it meanwhile."""
    query = (
        select(Screening)
        .where(Screening.number == number.strip().upper())
        .options(joinedload(Screening.organisation, innerjoin=True), joinedload(Screening.approver))
    )
    if for_change:
        query = query.with_for_update(of=Screening).execution_options(populate_existing=True)
    return session.scalar(query)


def is_party(actor: Actor, screening: Screening) -> bool:
    """Whether a screening is the caller's own, or the caller an administrator."""
    return actor.is_administrator or screening.organisation_id in actor.acts_for


def list_screenings(
    session: Session,
    actor: Actor,
    *,
    status: str | None = None,
    organisation: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[tuple[int, bytes]]:
    """Rendered screenings, the newest first: the caller's own, or for administrators everybody's."""
    if actor.is_anonymous:
        raise TokenRequired()
    query = select(Screening.id, Screening.document).order_by(Screening.id.desc())
    if not actor.is_administrator:
        query = query.where(Screening.organisation_id.in_(actor.acts_for))
    if status:
        query = query.where(Screening.status == status)
    if organisation:
        asking = get_organisation(session, organisation, named_at="/organisation")
        query = query.where(Screening.organisation_id == asking.id)
    if after:
        query = query.where(Screening.id < after[0])
    rows = [(row.id, row.document) for row in session.execute(query.limit(limit + 1))]
    return page_of(rows, limit, key=lambda row: (row[0],))
