"""Totals and facets, counted over the whole result in one pass; exact, never estimated."""

from collections.abc import Sequence
from typing import Any

from tantivy import Query

from registry.search.index.matching import everything
from registry.search.index.query import MOST_FACET_VALUES, UnknownChoice
from registry.search.index.schema import FACETS
from registry.search.index.state import State

Facet = list[tuple[str, int]]

# Every segment hands over all its values, so that a value rare in one segment is still counted in
# full; 65,000 is the most the engine allows.
_VALUES_OF_A_SEGMENT = 65_000


def count_result(state: State, query: Query, facets: Sequence[str]) -> tuple[int, dict[str, Facet]]:
    """How many components match, and for each facet its most frequent values with their counts.

    UnknownChoice for a facet that is none.
    """
    for name in facets:
        if name not in FACETS:
            raise UnknownChoice("facet", name)
    found = state.aggregate(query, _aggregations(tuple(dict.fromkeys(facets))))
    return int(found["total"]["value"]), {name: _values(found[name]) for name in facets}


def count_everything(state: State, facets: Sequence[str]) -> tuple[int, dict[str, Facet]]:
    """The same over all components, which every visitor asks for first: counted once in a state."""
    wanted = [name for name in facets if f"facet {name}" not in state.kept]
    if wanted or "total" not in state.kept:
        total, found = count_result(state, everything(), wanted)
        state.kept.update({"total": total, **{f"facet {name}": facet for name, facet in found.items()}})
    return state.kept["total"], {name: state.kept[f"facet {name}"] for name in facets}


def empty_facets(facets: Sequence[str]) -> dict[str, Facet]:
    """The facets of a result without hits."""
    for name in facets:
        if name not in FACETS:
            raise UnknownChoice("facet", name)
    return {name: [] for name in facets}


def _aggregations(facets: tuple[str, ...]) -> dict[str, Any]:
    terms = {
        name: {
            "terms": {
                "field": name,
                "size": MOST_FACET_VALUES,
                "segment_size": _VALUES_OF_A_SEGMENT,
            }
        }
        for name in facets
    }
    return {"total": {"value_count": {"field": "id"}}, **terms}


def _values(found: dict[str, Any]) -> Facet:
    counted = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in found["buckets"]]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))
