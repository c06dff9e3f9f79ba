"""Words and filters as queries of the engine: one that selects and one that also ranks, over the
same set.

The ranking is neutral: it knows words and where they stand, never who publishes or who has
adopted.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tantivy import Occur, Query, Searcher

from registry.search.index.query import UnknownChoice
from registry.search.index.schema import FACETS, schema
from registry.search.index.wording import Word, Wording

# A title counts beside its share in the whole text; a spelling in pinyin counts less than the
# word itself.
_TITLE_BOOST = 2.0
_EXACT_BOOST = 3.0
_PINYIN_BOOST = 0.5
_SHORTEST_INITIALS = 3

Clause = tuple[Occur, Query]


def term(field: str, value: str | int) -> Query:
    """Components whose ``field`` holds this very term."""
    return Query.term_query(schema(), field, value, "freq" if field in ("text", "title", "pinyin") else "basic")


def everything() -> Query:
    """Every component; the record of the log's position is none."""
    return Query.const_score_query(term("marker", "live"), 1.0)


def all_of(queries: Sequence[Query]) -> Query:
    """Components that match every query (at least one is given)."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Sequence[Query]) -> Query:
    """Components that match at least one query (at least one is given)."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def filter_queries(filters: Mapping[str, Sequence[str]], only_ids: Collection[int] | None) -> list[Query]:
    """One query a filter, adding nothing to the score. UnknownChoice for a filter that is none."""
    found: list[Query] = []
    for name, values in filters.items():
        if name not in FACETS:
            raise UnknownChoice("filter", name)
        # A lone surrogate is no text the engine can hold, so no component has such a value.
        known = [value for value in dict.fromkeys(values) if _encodable(value)]
        found.append(_unscored(_one_of(FACETS[name], known)))
    if only_ids is not None:
        found.append(_unscored(_one_of("id", sorted(set(only_ids)))))
    return found


def _one_of(field: str, values: Sequence[Any]) -> Query:
    if not values:
        return Query.empty_query()
    if len(values) == 1:
        return Query.term_query(schema(), field, values[0], "basic")
    return Query.term_set_query(schema(), field, values)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


class Matcher:
    """Builds the queries of one wording for one state of the index, whose vocabulary it asks."""

    def __init__(self, searcher: Searcher, wording: Wording) -> None:
        """``wording`` holds at least one word."""
        self._searcher = searcher
        self._wording = wording
        self._spelled: dict[str, bool] = {}
        self._readings = [
            wording.words,
            *(words for words in wording.alternatives if self._possible(words)),
        ]

    def selecting(self) -> Query:
        """Components that hold all words of a reading."""
        return any_of([all_of([self.selecting_word(word) for word in words]) for words in self._readings])

    def ranking(self) -> Query:
        """The same components, with scores."""
        queries = [self._ranking_reading(words) for words in self._readings]
        if self._searcher.doc_freq("exact", self._wording.normalised):
            exact = Query.boost_query(term("exact", self._wording.normalised), _EXACT_BOOST)
            return Query.boolean_query([(Occur.Must, any_of(queries)), (Occur.Should, exact)])
        return any_of(queries)

    def some(self) -> Query | None:
        """Components that hold half of the terms (rounded up); None where there is only one term
        to hold.
        """
        terms = list(dict.fromkeys(each for word in self._wording.words for each in word.required))
        if len(terms) < 2:
            return None
        clauses: list[Clause] = [(Occur.Should, any_of(_scored_term(each))) for each in terms]
        return Query.boolean_query(clauses, minimum_number_should_match=(len(terms) + 1) // 2)

    def selecting_word(self, word: Word) -> Query:
        """Components that hold this word, in writing or in pinyin."""
        field = "title" if word.single_character else "text"
        written = all_of([term(field, each) for each in word.required])
        return any_of([written, term("pinyin", word.surface)]) if self._is_spelled(word) else written

    def _ranking_reading(self, words: Sequence[Word]) -> Query:
        required: list[Query] = []
        bonus: list[Query] = []
        for word in words:
            required.append(self._ranking_word(word))
            bonus.extend(Query.boost_query(term("title", each), _TITLE_BOOST) for each in word.bonus)
            bonus.extend(term("text", each) for each in word.bonus if len(each) > 2)
            if word.surface.isascii() and word.required != (word.surface,):
                # The form that was typed comes before others of its stem: "parking" is no park.
                bonus.append(Query.boost_query(term("word", word.surface), _TITLE_BOOST))
        if not bonus:
            return all_of(required)
        return Query.boolean_query(
            [
                *((Occur.Must, query) for query in required),
                *((Occur.Should, query) for query in bonus),
            ]
        )

    def _ranking_word(self, word: Word) -> Query:
        if word.single_character:
            return term("title", word.surface)
        # A union of the two fields lets the engine skip documents that cannot reach the first page.
        written = [_scored_term(each) for each in word.required]
        if self._is_spelled(word):
            pinyin = Query.boost_query(term("pinyin", word.surface), _PINYIN_BOOST)
            return any_of([*written[0], pinyin])
        return all_of([any_of(queries) for queries in written])

    def _is_spelled(self, word: Word) -> bool:
        """Whether the word is some name's pinyin. Two letters (tc) count only where no text holds
        them.
        """
        if word.spelling is None:
            return False
        if word.surface not in self._spelled:
            known = self._searcher.doc_freq("pinyin", word.surface) > 0
            short = len(word.surface) < _SHORTEST_INITIALS
            self._spelled[word.surface] = known and not (short and self._searcher.doc_freq("text", word.required[0]))
        return self._spelled[word.surface]

    def _possible(self, words: Sequence[Word]) -> bool:
        """Whether every term of a reading occurs at all, so that asking for it may find
        something.
        """
        return all(
            self._is_spelled(word)
            or all(
                self._searcher.doc_freq("title" if word.single_character else "text", each) for each in word.required
            )
            for word in words
        )


def _scored_term(value: str) -> list[Query]:
    return [term("text", value), Query.boost_query(term("title", value), _TITLE_BOOST)]
