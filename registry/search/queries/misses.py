"""Questions about searches that found nothing."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.search.models import SearchMiss


def list_misses(
    session: Session, actor: Actor, *, status: str | None = None, after: tuple[Any, ...] | None = None, limit: int = 20
) -> Page[SearchMiss]:
    """What was looked for in vain, the most frequent first. For administrators; ScopeMissing for anybody else."""
    actor.require_scope("platform:admin")
    query = select(SearchMiss).order_by(SearchMiss.searches.desc(), SearchMiss.words).limit(limit + 1)
    if status is not None:
        query = query.where(SearchMiss.status == status)
    if after is not None:
        searches, words = after
        fewer = SearchMiss.searches < searches
        query = query.where(or_(fewer, (SearchMiss.searches == searches) & (SearchMiss.words > words)))
    return page_of(list(session.scalars(query)), limit, key=lambda row: (row.searches, row.words))


def get_miss(session: Session, actor: Actor, words: str, *, for_change: bool = False) -> SearchMiss:
    """One of them. For administrators."""
    actor.require_scope("platform:admin")
    row = session.get(SearchMiss, words, with_for_update=for_change, populate_existing=for_change)
    if row is None:
        raise NotFound(what=words)
    return row
