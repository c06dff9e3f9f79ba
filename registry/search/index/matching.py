"""Words and filters as queries of the engine: one that selects and one that also ranks, over the
same set.

The ranking is neutral: it knows words and where they stand, never who publishes or who has
adopted.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tantivy import Occur, Query, Searcher

from registry.search.index.query import UnknownChoice
from registry.search.index.schema import FACETS, SCORED, schema
from registry.search.index.tuning import Weights
from registry.search.index.wording import Unit, Word, Wording

_SHORTEST_INITIALS = 3
# A synonym is looked for in the whole text, and counts more in a title: every further field costs a list of documents.
_SYNONYM_FIELDS = ("text", "title")

# How much of a question must be found, when nothing holds all of it.
_SOME = 0.5
_NEUTRAL = Weights()


def term(field: str, value: str | int) -> Query:
    """Components whose ``field`` holds this very term."""
    return Query.term_query(schema(), field, value, "freq" if field == "pinyin" or field in SCORED else "basic")


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
        found.append(_unscored(_one_of(name, known)))
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

    def __init__(self, searcher: Searcher, wording: Wording, weights: Weights = _NEUTRAL) -> None:
        """``wording`` holds at least one word."""
        self._searcher = searcher
        self._wording = wording
        self._weights = weights
        self._spelled: dict[str, bool] = {}
        self._readings = [
            wording.units,
            *(units for units in wording.alternatives if self._possible(units)),
        ]

    def selecting(self) -> Query:
        """Components that hold everything that must be found of a reading."""
        return any_of([all_of([self.selecting_unit(unit) for unit in _telling(units)]) for units in self._readings])

    def ranking(self) -> Query:
        """The same components, with scores."""
        return self._with_exact(any_of([self._ranking_reading(units) for units in self._readings]))

    def some(self) -> list[Query]:
        """Components that hold half of the parts that occur at all, then those that hold any; nothing where that asks
        no less than everything.
        """
        telling = _telling(self._wording.units)
        parts = [part for unit in telling for part in self._parts(unit)]
        if not parts or len({each for unit in telling for word in unit.words for each in word.required}) < 2:
            return []
        enough = dict.fromkeys((max(1, round(len(parts) * _SOME)), 1))
        return [self._holding(parts, needed) for needed in enough]

    def _holding(self, parts: Sequence[Query], needed: int) -> Query:
        some = Query.boolean_query([(Occur.Should, part) for part in parts], minimum_number_should_match=needed)
        return self._with_bonus(some, self._generic(self._wording.units))

    def naming(self) -> Query | None:
        """Components that hold everything asked for in their names; None where only one thing was asked for."""
        if len(_telling(self._wording.units)) < 2:
            return None
        return any_of([all_of([self._naming_unit(unit) for unit in _telling(units)]) for units in self._readings])

    def selecting_unit(self, unit: Unit) -> Query:
        """Components that hold a unit as typed, or what means the same."""
        options = [all_of([self.selecting_word(word) for word in unit.words])]
        for words in self._others(unit):
            options.append(all_of([self.selecting_word(word) for word in words]))
        return any_of(options)

    def _naming_unit(self, unit: Unit) -> Query:
        options = [unit.words, *self._others(unit)]
        named = [all_of([term("names", each) for word in words for each in word.required]) for words in options]
        return any_of([*named, *(term("pinyin", word.surface) for word in unit.words if self._is_spelled(word))])

    def selecting_word(self, word: Word) -> Query:
        """Components that hold this word, in writing or in pinyin."""
        field = "names" if word.single_character else "text"
        written = all_of([term(field, each) for each in word.required])
        return any_of([written, term("pinyin", word.surface)]) if self._is_spelled(word) else written

    def _ranking_reading(self, units: Sequence[Unit]) -> Query:
        telling = _telling(units)
        bonus = [query for unit in telling for query in self._bonus(unit.words)]
        return self._with_bonus(all_of([self._ranking_unit(unit) for unit in telling]), [*bonus, *self._generic(units)])

    def _with_exact(self, query: Query) -> Query:
        """Better where a whole title or name is what was typed."""
        if not (self._weights.exact and self._searcher.doc_freq("exact", self._wording.normalised)):
            return query
        return self._with_bonus(
            query, [Query.boost_query(term("exact", self._wording.normalised), self._weights.exact)]
        )

    def _with_bonus(self, query: Query, bonus: Sequence[Query]) -> Query:
        if not bonus:
            return query
        return Query.boolean_query([(Occur.Must, query), *((Occur.Should, each) for each in bonus)])

    def _generic(self, units: Sequence[Unit]) -> list[Query]:
        """What ranks without being asked for, each part of it alone: 管理系统 also where only 系统 stands."""
        telling = _telling(units)
        return [part for unit in units if unit not in telling for part in self._parts(unit)]

    def _bonus(self, words: Sequence[Word]) -> list[Query]:
        """Words side by side as they were typed, and the very form that was typed."""
        weight = self._weights.phrase
        if not weight:
            return []
        found: list[Query] = []
        for word in words:
            found.extend(Query.boost_query(term("title", each), weight * 2) for each in word.bonus)
            found.extend(Query.boost_query(term("text", each), weight) for each in word.bonus if len(each) > 2)
            if word.surface.isascii() and word.required != (word.surface,):
                # The form that was typed comes before others of its stem: "parking" is no park.
                found.append(Query.boost_query(term("word", word.surface), weight * 2))
        return found

    def _ranking_unit(self, unit: Unit) -> Query:
        typed = all_of([self._ranking_word(word) for word in unit.words])
        others = [
            Query.boost_query(all_of([self._scored(word, _SYNONYM_FIELDS) for word in words]), self._weights.synonym)
            for words in self._others(unit)
        ]
        # The best of them counts, not their sum: a text is not better for using all words of a set.
        return Query.disjunction_max_query([typed, *others], 0.1) if others else typed

    def _ranking_word(self, word: Word) -> Query:
        if word.single_character:
            return term("names", word.surface)
        written = self._scored(word, SCORED)
        if not self._is_spelled(word):
            return written
        pinyin = Query.boost_query(term("pinyin", word.surface), self._weights.pinyin)
        return any_of([*self._scored_term(word.required[0], SCORED), pinyin])

    def _scored(self, word: Word, fields: Sequence[str]) -> Query:
        return all_of([any_of(self._scored_term(each, fields)) for each in word.required])

    def _scored_term(self, value: str, fields: Sequence[str]) -> list[Query]:
        # A union of single terms lets the engine skip documents that cannot reach the first page.
        weights = {"text": self._weights.body} | {
            name: getattr(self._weights, name) for name in fields if name != "text"
        }
        return [
            Query.boost_query(term(name, value), weight) for name, weight in weights.items() if weight or name == "text"
        ]

    def _others(self, unit: Unit) -> list[tuple[Word, ...]]:
        """What means the same as a unit and occurs at all."""
        return [words for words in unit.others if all(self._occurs(word) for word in words)]

    def _parts(self, unit: Unit) -> list[Query]:
        """The parts of a unit that occur, each of which may be found alone."""
        if self._others(unit):
            return [self._ranking_unit(unit)]
        terms = dict.fromkeys(each for word in unit.words for each in word.required)
        found = [any_of(self._scored_term(each, SCORED)) for each in terms if self._searcher.doc_freq("text", each)]
        return found or [term("pinyin", word.surface) for word in unit.words if self._is_spelled(word)]

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

    def _occurs(self, word: Word) -> bool:
        """Whether every term of a word occurs at all, so that asking for it may find something."""
        field = "names" if word.single_character else "text"
        return self._is_spelled(word) or all(self._searcher.doc_freq(field, each) for each in word.required)

    def _possible(self, units: Sequence[Unit]) -> bool:
        return all(self._others(unit) or all(self._occurs(word) for word in unit.words) for unit in _telling(units))


def _telling(units: Sequence[Unit]) -> Sequence[Unit]:
    """The units that must be found: those that say something of a component, or all where none does."""
    return [unit for unit in units if not unit.is_generic] or units
