"""One search over one state of the index: select, count, order, and fall back where nothing was
found.
"""

from dataclasses import replace

from tantivy import Query

from registry.search.index.counting import count_everything, count_result, empty_facets
from registry.search.index.matching import Matcher, all_of, everything, filter_queries
from registry.search.index.paging import Page, first_of_everything, page_by_name, page_by_number, page_by_relevance
from registry.search.index.query import (
    LARGEST_PAGE,
    MATCHINGS,
    SORTS,
    BadLimit,
    BadPlace,
    Matching,
    SearchQuery,
    SearchResult,
    Sort,
    UnknownChoice,
)
from registry.search.index.spelling import corrected_text, with_written
from registry.search.index.state import State
from registry.search.index.wording import Wording, read_words

# With so few hits a better spelling is offered, if it finds more; the hits stay those of the
# words as typed.
_FEW = 2


def search_state(state: State, query: SearchQuery) -> SearchResult:
    """Answer a query. A SearchRefused, by its own name, refuses it."""
    if query.sort not in SORTS:
        raise UnknownChoice("sort", query.sort)
    if not 0 <= query.limit <= LARGEST_PAGE:
        raise BadLimit(f"A page holds 0 to {LARGEST_PAGE} hits, not {query.limit}.")
    matching = _matching_of(query)
    wording = with_written(state, read_words(query.words, state.tuning.lexicon))
    filters = filter_queries(query.filters, query.only_ids)
    if not wording.words:
        if wording.blank == "nothing":
            return SearchResult([], 0, empty_facets(query.facets))
        if not filters:
            return _browse(state, query)
        return _answer(state, query, all_of([everything(), *filters]), None, "all")
    if matching == "all":
        return _search_all_words(state, query, wording, filters)
    return _fall_back(state, query, wording, filters, matching) or SearchResult([], 0, empty_facets(query.facets))


def _matching_of(query: SearchQuery) -> Matching:
    """A later page goes on as the first one was found."""
    if query.after is None:
        return "all"
    for matching in MATCHINGS:
        if query.after[:1] == (matching,):
            return matching
    raise BadPlace("This is no place in a result.")


def _search_all_words(state: State, query: SearchQuery, wording: Wording, filters: list[Query]) -> SearchResult:
    matcher = Matcher(state.searcher, wording, state.tuning.weights)
    selecting = matcher.selecting()
    result = _answer(state, query, all_of([selecting, *filters]), all_of([matcher.ranking(), *filters]), "all")
    if query.after is not None or result.total > _FEW:
        return result
    if result.total == 0:
        # Where the words are known and only the filters leave nothing, nothing is the answer.
        if filters and state.count(selecting):
            return result
        return (
            _fall_back(state, query, wording, filters, "corrected")
            or _fall_back(state, query, wording, filters, "some")
            or result
        )
    naming = matcher.naming()
    if naming is not None and not state.count(naming):
        # One or two components happen to hold all words somewhere: others may be about them, in other words.
        return _fall_back(state, query, wording, filters, "some") or result
    better = corrected_text(state, wording, at_most=0 if filters else result.total)
    return replace(result, corrected=better)


def _fall_back(
    state: State, query: SearchQuery, wording: Wording, filters: list[Query], matching: Matching
) -> SearchResult | None:
    """The answer to a corrected query, or to a part of its words; None if that finds nothing
    either.
    """
    if matching == "some":
        for some in Matcher(state.searcher, wording, state.tuning.weights).some():
            narrowed = all_of([some, *filters])
            if (result := _answer(state, query, narrowed, narrowed, "some")).total:
                return result
        return None
    corrected = corrected_text(state, wording)
    if corrected is None:
        return None
    matcher = Matcher(state.searcher, read_words(corrected, state.tuning.lexicon), state.tuning.weights)
    selecting, ranking = matcher.selecting(), matcher.ranking()
    result = _answer(state, query, all_of([selecting, *filters]), all_of([ranking, *filters]), matching)
    return replace(result, corrected=corrected) if result.total else None


def _browse(state: State, query: SearchQuery) -> SearchResult:
    """All components, page by page: what a visitor sees who has asked for nothing yet."""
    total, facets = count_everything(state, query.facets)
    if not total or not query.limit:
        return SearchResult([], total, facets)
    if query.after is None and query.sort != "name":
        hits, place = first_of_everything(state, query.limit, "all", _by_number(query.sort))
    else:
        hits, place = _page(state, query, everything(), None, "all")
    return SearchResult(hits, total, facets, place)


def _answer(
    state: State, query: SearchQuery, selecting: Query, ranking: Query | None, matching: Matching
) -> SearchResult:
    total, facets = count_result(state, selecting, query.facets)
    if not total or not query.limit:
        return SearchResult([], total, facets, matching=matching)
    hits, place = _page(state, query, selecting, ranking, matching)
    return SearchResult(hits, total, facets, place, matching=matching)


def _page(state: State, query: SearchQuery, selecting: Query, ranking: Query | None, matching: Matching) -> Page:
    if query.sort == "name":
        return page_by_name(state, selecting, query.limit, query.after, matching)
    if query.sort == "relevance" and ranking is not None:
        return page_by_relevance(state, ranking, query.limit, query.after, matching)
    return page_by_number(state, selecting, query.limit, query.after, matching, _by_number(query.sort))


def _by_number(sort: Sort) -> Sort:
    """Without words nothing is more relevant than anything else: the newest come first."""
    return "recent" if sort == "relevance" else sort
