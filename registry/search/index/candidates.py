"""Components that may be meant by a whole description: those that hold most of its telling terms."""

from collections.abc import Collection
from typing import Final

from registry.search.index.matching import any_of, term
from registry.search.index.state import State

MOST_TERMS: Final = 40
"""Terms that are asked for: more found the same components in the labelled set, and take longer."""


def list_candidates(state: State, terms: Collection[str], limit: int) -> list[int]:
    """Ids of up to `limit` components, the best first by BM25 over the most informative terms.

    A term is the more informative the fewer components hold it; terms that none holds tell nothing. Terms are those of
    the field `text`: pairs of characters and stems of words.
    """
    frequencies = ((state.searcher.doc_freq("text", each), each) for each in terms if each.isprintable())
    telling = sorted(pair for pair in frequencies if pair[0])[:MOST_TERMS]
    if not telling:
        return []
    query = any_of([term("text", each) for _, each in telling])
    return state.ids([address for _, address in state.best(query, limit)])
