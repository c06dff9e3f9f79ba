"""Completions while somebody types: names that exist, found by the words before and the beginning
of the last.
"""

from collections.abc import Collection

from tantivy import Query

from registry.search.index.chinese import RUN
from registry.search.index.matching import Matcher, all_of, any_of, term
from registry.search.index.normalisation import normalise
from registry.search.index.pinyin import spellings
from registry.search.index.query import Suggestions
from registry.search.index.schema import schema
from registry.search.index.spelling import corrected_text
from registry.search.index.state import State
from registry.search.index.terms import plain_analyzer
from registry.search.index.wording import Word, Wording, read_words

_CANDIDATES = 100
_BEGINNINGS = 50


def suggest(state: State, words: str, limit: int) -> Suggestions:
    """Up to ``limit`` names (titles, tags, scenarios, component names) for what was typed so far.

    Names that begin with it come first, then names that hold it, then names found by pinyin;
    shorter before longer. Without any, names that hold what means the same; without those, a
    correction is told. QueryTooLong as for a search.
    """
    wording = read_words(words)
    if not wording.words or limit < 1:
        return Suggestions([])
    ranked = _ranked(state, wording)
    if not ranked:
        for other in state.tuning.lexicon.meaning_the_same(wording.normalised):
            ranked |= _ranked(state, read_words(other))
    if ranked:
        return Suggestions(sorted(ranked, key=lambda label: ranked[label])[:limit])
    return Suggestions([], corrected_text(state, wording))


def _ranked(state: State, wording: Wording) -> dict[str, tuple[int, int, str]]:
    """The names that continue a text, each with its place among them."""
    ranked: dict[str, tuple[int, int, str]] = {}
    for labels in state.labels(_beginning(state, wording), _CANDIDATES):
        for label in labels:
            place = _place(normalise(label), wording.normalised, wording)
            if place is not None:
                ranked.setdefault(label, (place, len(label), label))
    return ranked


def _beginning(state: State, wording: Wording) -> Query:
    """Components whose names hold all words but the last, and a word that begins with the last."""
    *before, last = wording.words
    matcher = Matcher(state.searcher, wording)
    return all_of([*(matcher.selecting_word(word) for word in before), _begun(state, last, matcher)])


def _begun(state: State, word: Word, matcher: Matcher) -> Query:
    if not word.latin:
        # Only names are suggested, so only names are searched.
        return all_of([term("names", each) for each in word.required])
    begun = [matcher.selecting_word(word)]
    for field in ("word", "pinyin"):
        continued = state.searcher.terms_with_prefix(field, word.surface, limit=_BEGINNINGS)
        if continued:
            begun.append(Query.term_set_query(schema(), field, [each for each, _ in continued]))
    return any_of(begun)


def _place(label: str, typed: str, wording: Wording) -> int | None:
    """How well a name continues what was typed: 0 begins with it, 1 holds it, 2 holds its words,
    3 sounds so.
    """
    if label.startswith(typed):
        return 0
    if f" {typed}" in label or (not typed.isascii() and typed in label):
        return 1
    words = plain_analyzer().analyze(RUN.sub(" ", label))
    if all(_holds(label, words, word) for word in wording.words):
        return 2
    if RUN.search(typed) is None:
        sound = typed.replace(" ", "")
        if any(spelling.startswith(sound) for spelling in spellings(label)):
            return 3
    return None


def _holds(label: str, words: Collection[str], word: Word) -> bool:
    """Chinese anywhere in a name, other words where one of the name's words begins."""
    if not word.latin:
        return word.surface in label
    return any(each.startswith(word.surface) for each in words)
