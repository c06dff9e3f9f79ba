"""Questions about the catalogue of standards."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.orm import Session

from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.standards.codes import family_of, slug_of, without_edition, year_of
from registry.standards.models import Standard

_RANKS: Final = ("withdrawn", "draft", "superseded", "in_force")
"""Which edition stands for a standard that is named without its year: the greatest, and of equals the latest."""

LONGEST_CHAIN: Final = 20


def get_standard(session: Session, slug: str, *, for_change: bool = False) -> Standard:
    query = select(Standard).where(Standard.slug == slug)
    if for_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    standard = session.scalar(query)
    if standard is None:
        raise NotFound(what=slug)
    return standard


def find_standard(session: Session, code: str) -> Standard | None:
    """A standard by its slug or any spelling of its code; without year or edition, the one that is in force."""
    slug = slug_of(code)
    exact = session.scalar(select(Standard).where(Standard.slug == slug))
    if exact is not None or not slug:
        return exact
    editions = session.scalars(select(Standard).where(Standard.slug.startswith(f"{slug}-", autoescape=True)))
    return present_edition(row for row in editions if family_of(row.code) == slug)


def present_edition(editions: Iterable[Standard]) -> Standard | None:
    """The edition that stands for all of them."""
    return max(editions, key=lambda row: (_RANKS.index(row.status), year_of(row.code) or 0, row.slug), default=None)


def list_standards(
    session: Session,
    *,
    words: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    domain: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Standard]:
    """Standards by slug. Each word is looked for in code, titles, scope and issuer; codes in any spelling."""
    query = select(Standard).order_by(Standard.slug)
    texts = [cast(column, Text) for column in (Standard.title, Standard.scope, Standard.issuer)]
    if words and words.strip():
        whole = Standard.slug.contains(slug_of(words), autoescape=True) if slug_of(words) else Standard.id < 0
        for word in words.split():
            found = [column.icontains(word, autoescape=True) for column in (Standard.code, *texts)]
            query = query.where(or_(whole, *found))
    if kind:
        query = query.where(Standard.kind == kind)
    if status:
        query = query.where(Standard.status == status)
    if domain:
        query = query.where(cast(Standard.domains, Text).contains(f'"{domain}"', autoescape=True))
    if after:
        query = query.where(Standard.slug > after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.slug,))


def successors_of(session: Session, standard: Standard) -> list[Standard]:
    """What replaced it, what replaced that, and so on to the one in force."""
    chain: list[Standard] = []
    slug = standard.replaced_by
    while slug is not None and len(chain) < LONGEST_CHAIN:
        following = session.scalar(select(Standard).where(Standard.slug == slug))
        if following is None or following in (standard, *chain):
            break
        chain.append(following)
        slug = following.replaced_by
    return chain


def predecessors_of(session: Session, standard: Standard) -> list[Standard]:
    """Every standard whose chain of replacements leads to this one."""
    found: list[Standard] = []
    slugs = [standard.slug]
    while slugs and len(found) < LONGEST_CHAIN:
        rows = list(session.scalars(select(Standard).where(Standard.replaced_by.in_(slugs))))
        fresh = [row for row in rows if row is not standard and row not in found]
        found += fresh
        slugs = [row.slug for row in fresh]
    return found


def standard_names(session: Session) -> dict[str, str]:
    """What the addresses of standards, with and without their year, are called: `gb-t-28181` is `GB/T 28181`."""
    known: dict[str, str] | None = session.info.get("standard_names")
    if known is None:
        known = session.info["standard_names"] = {}
        for slug, code in session.execute(select(Standard.slug, Standard.code)):
            known[slug] = code
            known.setdefault(family_of(code), without_edition(code))
    return known
