"""Questions about what administrators have adjusted."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.search.models import DictionaryWord, SearchSettings, SynonymSet


def get_settings(session: Session, *, for_change: bool = False) -> SearchSettings:
    """The one row of settings. `for_change` lets nobody else change it until this transaction has ended."""
    return session.get_one(SearchSettings, 1, with_for_update=for_change, populate_existing=for_change)


def list_synonyms(session: Session, *, after: tuple[Any, ...] | None, limit: int) -> Page[SynonymSet]:
    """The sets in the order in which they were entered."""
    query = select(SynonymSet).order_by(SynonymSet.id).limit(limit + 1)
    if after is not None:
        query = query.where(SynonymSet.id > after[0])
    return page_of(list(session.scalars(query)), limit, key=lambda row: (row.id,))


def get_synonyms(session: Session, identifier: UUID, *, for_change: bool = False) -> SynonymSet:
    query = select(SynonymSet).where(SynonymSet.public_id == identifier)
    row = session.scalar(query.with_for_update() if for_change else query)
    if row is None:
        raise NotFound(what=str(identifier))
    return row


def list_dictionary(session: Session, *, after: tuple[Any, ...] | None, limit: int) -> Page[DictionaryWord]:
    """The names in the order of their characters."""
    query = select(DictionaryWord).order_by(DictionaryWord.word).limit(limit + 1)
    if after is not None:
        query = query.where(DictionaryWord.word > after[0])
    return page_of(list(session.scalars(query)), limit, key=lambda row: (row.word,))


def find_word(session: Session, word: str) -> DictionaryWord | None:
    return session.get(DictionaryWord, word)
