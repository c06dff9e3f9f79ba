"""How like one component is to others: by the words of its title and summary, its scenarios and its tags.

The score is that of a search for the words that tell most of the component; it is divided by what the component itself
scores, so that 1 means "says the same" and 0 "shares nothing". As in every ranking, publisher, class and adopters do
not enter.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from registry.search.index.chinese import RUN, function_words, generic_words, known_words, runs
from registry.search.index.matching import term
from registry.search.index.normalisation import readings
from registry.search.index.state import State
from registry.search.index.terms import plain_analyzer, stems_of

# The words that tell most of a component, by how rare they are and where they stand.
_MOST_TERMS = 24
_TITLE, _SUMMARY, _SCENARIO, _TAG = 3.0, 1.0, 2.0, 1.0
# A word in more than a third of all components tells nothing of any of them, once there are more than a few.
_TOO_COMMON, _FEW = 3, 20


@dataclass(frozen=True)
class Description:
    """What a component says of itself, as likeness sees it."""

    titles: Sequence[str]
    summaries: Sequence[str]
    scenarios: Sequence[str]
    tags: Sequence[str]


def similar(state: State, identity: int, description: Description, limit: int) -> list[tuple[int, float]]:
    """Up to ``limit`` ids with their similarity (0 to 1), the most similar first, without ``identity``."""
    clauses = _clauses(state, description)
    if not clauses or limit < 1:
        return []
    query = Query.boolean_query([(Occur.Should, clause) for clause in clauses])
    itself = state.best(Query.boolean_query([(Occur.Must, term("id", identity)), (Occur.Must, query)]), 1)
    found = state.best(query, limit + 1)
    ids = state.ids([address for _, address in found])
    whole = max([score for score, _ in (*itself, *found)], default=0.0)
    if not whole:
        return []
    near = [(each, score / whole) for each, (score, _) in zip(ids, found, strict=True) if each != identity]
    return near[:limit]


def shared_words(one: Description, other: Description) -> list[str]:
    """The telling words of titles and summaries that both use, in the order in which the first uses them."""
    theirs = {stem for stem, _ in _words([*other.titles, *other.summaries])}
    return list(dict.fromkeys(word for stem, word in _words([*one.titles, *one.summaries]) if stem in theirs))


def _words(texts: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Each word by its stem, but for those that tell nothing."""
    nothing = function_words() | generic_words()
    for text in readings(texts):
        words = [(word, word) for run in runs(text) for word in known_words(run)]
        latin = RUN.sub(" ", text)
        words += zip(stems_of(latin), plain_analyzer().analyze(latin), strict=False)
        yield from ((stem, word) for stem, word in words if len(word) > 1 and word not in nothing)


def _clauses(state: State, description: Description) -> list[Query]:
    searcher = state.searcher
    weights: dict[str, float] = {}
    for texts, weight in ((description.titles, _TITLE), (description.summaries, _SUMMARY)):
        for stem, _ in _words(texts):
            weights[stem] = max(weights.get(stem, 0.0), weight)
    count = max(searcher.num_docs, 1)
    telling: list[tuple[float, str]] = []
    for stem, weight in weights.items():
        often = searcher.doc_freq("text", stem)
        if 0 < often <= max(count / _TOO_COMMON, _FEW):
            telling.append((weight * math.log(1 + count / often), stem))
    telling.sort(key=lambda pair: (-pair[0], pair[1]))
    found = [Query.boost_query(term("text", stem), weights[stem]) for _, stem in telling[:_MOST_TERMS]]
    found += [Query.boost_query(term("scenario", each), _SCENARIO) for each in description.scenarios]
    return found + [Query.boost_query(term("tag", each), _TAG) for each in description.tags]
