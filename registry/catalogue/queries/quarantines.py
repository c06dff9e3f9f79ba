"""Questions about what is and was in quarantine."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component, Quarantine
from registry.kit.paging import Page, page_of


def list_quarantines(
    session: Session,
    *,
    only_open: bool,
    after: tuple[Any, ...] | None,
    limit: int,
) -> Page[tuple[Quarantine, str]]:
    """Each quarantine with the name of its component, the last placed first; also those lifted, unless only open ones
    are asked for. Whether the caller may is the caller's to check."""
    query = (
        select(Quarantine, Component.full_name)
        .join(Component, Component.id == Quarantine.component_id)
        .order_by(Quarantine.id.desc())
        .limit(limit + 1)
    )
    if only_open:
        query = query.where(Quarantine.lifted_at.is_(None))
    if after:
        query = query.where(Quarantine.id < after[0])
    rows = [(quarantine, name) for quarantine, name in session.execute(query)]
    return page_of(rows, limit, key=lambda row: (row[0].id,))
