"""Questions about divisions."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.kit.paging import Page, page_of
from registry.organisations.models import Division


def find_division(session: Session, code: str) -> Division | None:
    return session.get(Division, code)


def division_codes(session: Session) -> frozenset[str]:
    return frozenset(session.scalars(select(Division.code)))


def lineage_of(session: Session, division_code: str | None) -> list[str]:
    """A division and those above it, the nearest first: by parents, not by the code's prefix.

    仙桃 429004 and 潜江 429005 share one and are strangers.
    """
    lineage: list[str] = []
    code = division_code
    while code is not None:
        lineage.append(code)
        division = session.get(Division, code)
        code = division.parent_code if division else None
    return lineage


def province_of(session: Session, division_code: str | None) -> str | None:
    """The division at the top."""
    lineage = lineage_of(session, division_code)
    return lineage[-1] if lineage else None


def provinces_of(session: Session, codes: Collection[str | None]) -> dict[str | None, str | None]:
    """The division at the top of each of these, in one question."""
    wanted = {code for code in codes if code is not None}
    above = (
        select(Division.code.label("below"), Division.code, Division.parent_code)
        .where(Division.code.in_(wanted))
        .cte("above", recursive=True)
    )
    parents = select(above.c.below, Division.code, Division.parent_code).join(
        above, Division.code == above.c.parent_code
    )
    lineage = above.union_all(parents)
    tops = session.execute(select(lineage.c.below, lineage.c.code).where(lineage.c.parent_code.is_(None)))
    return {None: None, **{row.below: row.code for row in tops}}


def list_divisions(
    session: Session,
    *,
    words: str | None = None,
    parent: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Division]:
    """Divisions by code; `words` matches the beginning of a code or any part of a name."""
    query = select(Division).order_by(Division.code)
    if words:
        query = query.where(
            or_(
                Division.code.startswith(words, autoescape=True),
                Division.name.contains(words, autoescape=True),
            )
        )
    if parent:
        query = query.where(Division.parent_code == parent)
    if after:
        query = query.where(Division.code > after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.code,))
