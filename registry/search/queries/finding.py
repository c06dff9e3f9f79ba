"""Finding components: the one path for the API, the pages and the command line."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue.queries import list_component_documents
from registry.catalogue.reuse import shown_count
from registry.catalogue.visibility import hidden_from
from registry.events.queries import last_position_of
from registry.kit.actor import Actor
from registry.kit.errors import PayloadInvalid
from registry.search.bounds import bounding_ids
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
from registry.standards.codes import slug_of

OWN_WRITES_SECONDS: Final = 1.0


class Found(NamedTuple):
    """A page of hits: each with its document and the count of adopters as this caller may know it.

    `ids` are those of the items, in their order.
    """

    items: Sequence[tuple[bytes, Mapping[str, Any]]]
    result: SearchResult
    ids: Sequence[int] = ()


def search_components(
    session: Session,
    engine: SearchEngine,
    actor: Actor,
    *,
    words: str = "",
    filters: Mapping[str, Sequence[str]] | None = None,
    adopted_by: str | None = None,
    like: str | None = None,
    among: Collection[int] | None = None,
    sort: Sort | None = None,
    facets: Sequence[str] = (),
    after: tuple[Any, ...] | None = None,
    limit: int = 20,
) -> Found:
    """Search the catalogue. Sorted by relevance when there are words, by date of listing otherwise, unless said.

    A caller with a token finds what its organisation has just written: the search waits for the index up to a second.
    Raises PayloadInvalid for words that are too many and choices that do not exist; `adopted_by` and
    `like` (a city: what those like it run) are for those who may see landscapes.
    """
    if actor.acts_for:
        engine.wait_for(last_position_of(session, actor.acts_for), OWN_WRITES_SECONDS)
    if actor.is_administrator:
        # What administrators have just adjusted holds for them at once, in every process.
        engine.tuning.renewed()
    query = SearchQuery(
        words=words,
        filters=_as_indexed(filters or {}),
        only_ids=bounding_ids(session, actor, adopted_by=adopted_by, like=like, among=among),
        hidden_ids=hidden_from(engine.database, actor),
        sort=sort or ("relevance" if words.strip() else "recent"),
        limit=limit,
        after=after,
        facets=facets,
    )
    result = ask(engine, query)
    documents = list_component_documents(engine.database, [hit.id for hit in result.hits])
    ids = [hit.id for hit in result.hits if hit.id in documents]
    items = [
        (documents[identity][0], shown_count(documents[identity][1], exactly=actor.sees_landscapes)) for identity in ids
    ]
    return Found(items, result, ids)


def suggest_components(engine: SearchEngine, actor: Actor, words: str, limit: int) -> Suggestions:
    """Names that continue what was typed, and a better spelling: of components that the caller may see."""
    try:
        return engine.current().suggest(words, limit, hidden_from(engine.database, actor))
    except QueryTooLong as error:
        raise _too_long() from error


def near_names(engine: SearchEngine, actor: Actor, words: str, limit: int) -> Sequence[str]:
    """Names of the catalogue that resemble what was looked for in vain: of components that the caller may see."""
    try:
        return engine.current().near_names(words, limit, hidden_from(engine.database, actor))
    except QueryTooLong:
        return ()


def ask(engine: SearchEngine, query: SearchQuery) -> SearchResult:
    """Ask an index; what it cannot be asked is refused as PayloadInvalid."""
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


def _as_indexed(filters: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Standards are indexed by the address of their code, so that every spelling of it narrows alike."""
    if "standard" not in filters:
        return filters
    return {**filters, "standard": [slug_of(code) or code for code in filters["standard"]]}


def is_miss(result: SearchResult, asked: Mapping[str, Any]) -> bool:
    """Whether a search for words alone found nothing: with filters, the words are not to blame."""
    return not result.total and bool(asked.get("q")) and set(_given(asked)) <= {"q", "limit", "facets", "sort"}


def _given(asked: Mapping[str, Any]) -> list[str]:
    return [name for name, value in asked.items() if value]
