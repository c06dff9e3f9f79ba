"""Finding components: the one path for the API, the pages and the command line."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from registry.adoption.queries import component_ids_run_by
from registry.catalogue.queries import list_component_documents
from registry.catalogue.reuse import shown_count
from registry.events.queries import last_position_of
from registry.kit.actor import Actor
from registry.kit.errors import PayloadInvalid
from registry.search.engine import SearchEngine
from registry.search.index.query import (
    BadPlace,
    QueryTooLong,
    SearchQuery,
    SearchResult,
    Sort,
    Suggestions,
    UnknownChoice,
)

OWN_WRITES_SECONDS: Final = 1.0


class Found(NamedTuple):
    """A page of hits: each with its document and the count of adopters as this caller may know it."""

    items: Sequence[tuple[bytes, Mapping[str, Any]]]
    result: SearchResult


def search_components(
    session: Session,
    engine: SearchEngine,
    actor: Actor,
    *,
    words: str = "",
    filters: Mapping[str, Sequence[str]] | None = None,
    adopted_by: str | None = None,
    sort: Sort | None = None,
    facets: Sequence[str] = (),
    after: tuple[Any, ...] | None = None,
    limit: int = 20,
) -> Found:
    """Search the catalogue. Sorted by relevance when there are words, by date of listing otherwise, unless said.

    A caller with a token finds what its organisation has just written: the search waits for the index up to a second.
    Raises PayloadInvalid for words that are too many and choices that do not exist; `adopted_by` is for those who may
    see landscapes.
    """
    if actor.acts_for:
        engine.wait_for(last_position_of(session, actor.acts_for), OWN_WRITES_SECONDS)
    only = component_ids_run_by(session, actor, adopted_by) if adopted_by else None
    query = SearchQuery(
        words=words,
        filters=filters or {},
        only_ids=only,
        sort=sort or ("relevance" if words.strip() else "recent"),
        limit=limit,
        after=after,
        facets=facets,
    )
    result = _ask(engine, query)
    documents = list_component_documents(engine.database, [hit.id for hit in result.hits])
    items = [
        (documents[hit.id][0], shown_count(documents[hit.id][1], exactly=actor.sees_landscapes))
        for hit in result.hits
        if hit.id in documents
    ]
    return Found(items, result)


def suggest_components(engine: SearchEngine, words: str, limit: int) -> Suggestions:
    """Names that continue what was typed, and a better spelling."""
    try:
        return engine.current().suggest(words, limit)
    except QueryTooLong as error:
        raise _too_long() from error


def _ask(engine: SearchEngine, query: SearchQuery) -> SearchResult:
    try:
        return engine.current().search(query)
    except QueryTooLong as error:
        raise _too_long() from error
    except UnknownChoice as error:
        raise PayloadInvalid.of(
            "/facets",
            f"没有“{error.choice}”这一分面或筛选。",
            f"There is no facet or filter '{error.choice}'.",
        ) from error
    except BadPlace as error:
        raise PayloadInvalid.of("/cursor", "游标与排序不符。", "The cursor does not belong to this sort.") from error


def _too_long() -> PayloadInvalid:
    return PayloadInvalid.of("/q", "查询最多 32 个词、512 个字符。", "A query has at most 32 words and 512 characters.")
