"""What may have been meant by words that nothing holds: near names that do exist, never invented
ones.

There is no list of words to keep in memory: the index itself is asked for components whose names
resemble the word, and the best resembling piece of those names is the correction. So a correction
is always found.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import OSA, Indel
from tantivy import Occur, Query

from registry.search.index.chinese import RUN, query_words, runs
from registry.search.index.matching import Matcher, term
from registry.search.index.normalisation import normalise
from registry.search.index.pinyin import spoken, written_as
from registry.search.index.schema import schema
from registry.search.index.state import State
from registry.search.index.terms import plain_analyzer
from registry.search.index.wording import RUN_OR_REST, Unit, Wording, read_words, synonym_of

_CANDIDATES = 50
_SHORTEST_LATIN, _LONGEST_LATIN = 4, 40
_LONGEST_CHINESE = 16
_SHORTEST_PINYIN = 6
_MOST_WRITTEN = 2
_MOST_EDITS = 2
# Half of the characters of two names in common, in their order: near enough to be shown.
_NEAR = 0.5
_LONGEST_RUN = 32
_LATIN_WORD = re.compile(r"[^\W_]+")


def edits_allowed(word: str) -> int:
    """How many letters may be wrong: none below four, one below eight, else two."""
    return 0 if len(word) < _SHORTEST_LATIN else 1 if len(word) < 8 else 2


def corrected_text(state: State, wording: Wording, at_most: int = 0) -> str | None:
    """The query with each word replaced that is found at most ``at_most`` times and has a better
    spelling.

    None when there is nothing to replace. Chinese is corrected by stretch, Latin by word.
    """
    replaced: dict[str, str] = {}
    for run in runs(wording.normalised):
        if (better := _corrected_run(state, run, at_most)) is not None:
            replaced[run] = better
    for word in wording.words:
        if word.latin and _count(state, word.surface) <= at_most:
            better = _corrected_latin(state, word.surface)
            if better is not None and _count(state, better) > at_most:
                replaced[word.surface] = better
    return _rewritten(wording.normalised, replaced)


def _rewritten(text: str, replaced: dict[str, str]) -> str | None:
    """The text with every word or stretch of Chinese replaced that has a replacement; None if
    none did.
    """

    def better(found: re.Match[str]) -> str:
        folded = " ".join(plain_analyzer().analyze(found.group()))
        return replaced.get(folded, found.group())

    parts = [
        replaced.get(part, part) if RUN.match(part) else _LATIN_WORD.sub(better, part)
        for part in RUN_OR_REST.findall(text)
    ]
    rewritten = "".join(parts)
    return rewritten if rewritten != text else None


def _count(state: State, text: str) -> int:
    """How many components hold all words of a text."""
    wording = read_words(text)
    return state.count(Matcher(state.searcher, wording).selecting()) if wording.words else 0


def _corrected_latin(state: State, word: str) -> str | None:
    edits = edits_allowed(word)
    if not edits or len(word) > _LONGEST_LATIN:
        return None
    counted: Counter[str] = Counter()
    for labels in state.labels(_fuzzy("word", word, edits), _CANDIDATES):
        counted.update({each for label in labels for each in plain_analyzer().analyze(RUN.sub(" ", normalise(label)))})
    return _nearest(word, counted, edits) or _corrected_pinyin(state, word)


def _corrected_pinyin(state: State, word: str) -> str | None:
    """The Chinese that was meant by pinyin with one letter wrong: yingjizihui for 应急指挥."""
    if len(word) < _SHORTEST_PINYIN or not word.isascii():
        return None
    spelled: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for labels in state.labels(_fuzzy("pinyin", word, 1), _CANDIDATES):
        for spelling, written in _spelled(labels):
            # Initials are too short to tell one from another by all letters but one.
            if len(spelling) > len(written):
                spelled.setdefault(spelling, written)
                counted[spelling] += 1
    nearest = _nearest(word, counted, 1)
    return spelled[nearest] if nearest else None


def with_written(state: State, wording: Wording) -> Wording:
    """The wording with every pinyin word also in the Chinese that it spells, so that texts that hold it are found."""
    if not any(word.spelling for word in wording.words):
        return wording
    readings = [tuple(_written(state, unit) for unit in units) for units in (wording.units, *wording.alternatives)]
    return replace(wording, units=readings[0], alternatives=tuple(readings[1:]))


def _written(state: State, unit: Unit) -> Unit:
    word = unit.words[0]
    if len(unit.words) > 1 or not word.spelling or state.searcher.doc_freq("text", word.required[0]):
        return unit
    if not state.searcher.doc_freq("pinyin", word.surface):
        return unit
    return replace(unit, others=(*unit.others, *map(synonym_of, _written_forms(state, word.surface))))


def _written_forms(state: State, spelling: str) -> list[str]:
    """The Chinese that a pinyin word spells in the names of the catalogue, the most frequent first."""
    counted = Counter(
        written
        for labels in state.labels(term("pinyin", spelling), _CANDIDATES)
        for each, written in _spelled(labels)
        if each == spelling
    )
    return [written for written, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_WRITTEN]]


def _spelled(labels: Iterable[str]) -> Iterator[tuple[str, str]]:
    for label in labels:
        yield from written_as(normalise(label)).items()


def _fuzzy(field: str, word: str, edits: int) -> Query:
    return Query.fuzzy_term_query(schema(), field, word, distance=edits, transposition_cost_one=True)


def _nearest(word: str, candidates: Counter[str], edits: int) -> str | None:
    """The candidate with the fewest edits (a swap of neighbours is one), then of the same length,
    then the most frequent, then the first by its letters.
    """
    near = [
        (distance, abs(len(candidate) - len(word)), -often, candidate)
        for candidate, often in candidates.items()
        if candidate != word and (distance := OSA.distance(word, candidate, score_cutoff=edits)) <= edits
    ]
    return min(near)[-1] if near else None


def _corrected_run(state: State, run: str, at_most: int) -> str | None:
    """A stretch of Chinese with its mistyped part replaced: as a whole if possible, else its
    pairs of words.
    """
    if not 2 <= len(run) <= _LONGEST_RUN or _count(state, run) > at_most:
        return None
    for part in [run, *_neighbours(run)]:
        if part != run and _count(state, part) > at_most:
            continue
        better = _homophone(state, part) or _lookalike(state, part)
        if better is not None and _count(state, run.replace(part, better)) > at_most:
            return run.replace(part, better)
    return None


def _neighbours(run: str) -> list[str]:
    """Words of a stretch two by two, then one by one: where a typing mistake may be corrected by
    its context.
    """
    words = query_words(run)
    if len(words) < 2:
        return []
    joined = [left + right for left, right in pairwise(words)]
    return [part for part in [*joined, *words] if part in run and 2 <= len(part) <= _LONGEST_CHINESE and part != run]


def _homophone(state: State, run: str) -> str | None:
    """The name that sounds the same: 智彗停车 was typed for 智慧停车. Most Chinese typing
    mistakes are these.
    """
    sound = spoken(run)
    if len(sound) != len(run):
        return None
    query = term("pinyin", "".join(sound))
    found = Counter(
        window
        for candidate in _candidates(state, query)
        for window in _windows(candidate, len(run))
        if window != run and spoken(window) == sound
    )
    return _most_frequent(found)


def _lookalike(state: State, run: str) -> str | None:
    """The name that differs in one character (two from eight on); a word of two characters is
    left alone.
    """
    if not 3 <= len(run) <= _LONGEST_CHINESE:
        return None
    edits = 1 if len(run) < 8 else 2
    characters = [(Occur.Should, term("names", character)) for character in dict.fromkeys(run)]
    query = Query.boolean_query(characters, minimum_number_should_match=max(1, len(characters) - edits))
    found = Counter(
        window
        for candidate in _candidates(state, query)
        for length in range(len(run) - 1, len(run) + 2)
        for window in _windows(candidate, length)
    )
    return _nearest(run, found, edits)


def _candidates(state: State, query: Query) -> Iterator[str]:
    """Every stretch of Chinese in the names of the best components of a query."""
    for labels in state.labels(query, _CANDIDATES):
        yield from (run for label in labels for run in runs(normalise(label)))


def _windows(text: str, length: int) -> Iterable[str]:
    return {text[start : start + length] for start in range(len(text) - length + 1)}


def _most_frequent(found: Counter[str]) -> str | None:
    return min(found, key=lambda each: (-found[each], each)) if found else None


def near_names(state: State, words: str, limit: int) -> list[str]:
    """Names of the catalogue that share characters or the beginnings of words with a text, the likest first."""
    text = normalise(words)
    characters = dict.fromkeys(character for run in runs(text) for character in run)
    clauses = [(Occur.Should, term("names", character)) for character in characters]
    for word in plain_analyzer().analyze(RUN.sub(" ", text)):
        if len(word) >= _SHORTEST_LATIN:
            clauses.append((Occur.Should, _fuzzy("word", word, _MOST_EDITS)))
    if not clauses:
        return []
    found: dict[str, float] = {}
    for labels in state.labels(Query.boolean_query(clauses), _CANDIDATES):
        for label in labels:
            found[label] = Indel.normalized_similarity(text, normalise(label))
    near = [label for label in found if found[label] >= _NEAR]
    return sorted(near, key=lambda label: (-found[label], label))[:limit]
