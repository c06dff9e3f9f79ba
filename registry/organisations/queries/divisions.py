"""Questions about divisions."""

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
