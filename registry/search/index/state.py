"""One committed state of the index, as every part of a search sees it: nothing changes under a
search.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from tantivy import DocAddress, Occur, Order, Query, Searcher

from registry.search.index.schema import labels_of, schema
from registry.search.index.tuning import NEUTRAL, Tuning


@dataclass(frozen=True)
class State:
    """``position``: how far the event log had been followed; ``fingerprint``: equal for equal
    segments, in every process that reads the same folder.
    """

    searcher: Searcher
    position: int
    fingerprint: int
    dictionary: int = 0
    tuning: Tuning = NEUTRAL
    # What was found of all components, by its name: nothing changes in a state, so it holds as long as the state does.
    kept: dict[str, Any] = field(default_factory=dict, compare=False)
    # What the reader may not see: left out of every hit, count and name.
    hidden: Query | None = None

    def without(self, ids: Collection[int]) -> "State":
        """The same state for a reader who may not see these components, with nothing kept of what others saw."""
        if not ids:
            return self
        return replace(self, kept={}, hidden=Query.term_set_query(schema(), "id", sorted(ids)))

    def best(self, query: Query, limit: int, offset: int = 0) -> list[tuple[float, DocAddress]]:
        """The highest scores first; equal scores in the order of the segments."""
        return self.searcher.search(self._seen(query), limit=limit, offset=offset, count=False).hits

    def ordered(self, query: Query, limit: int, field: str, order: Order) -> list[tuple[int | str, DocAddress]]:
        """Ordered by a fast field."""
        return self.searcher.search(self._seen(query), limit=limit, count=False, order_by_field=field, order=order).hits

    def ids(self, addresses: list[DocAddress]) -> list[int]:
        """The components' ids, in the order of the addresses."""
        found = self.searcher.fast_field_values("id", addresses)
        return [int(value) for value in found if value is not None]

    def labels(self, query: Query, limit: int) -> list[list[str]]:
        """The names of the best components of a query: see
        :func:`registry.search.index.schema.labels_of`.
        """
        return [labels_of(self.searcher.doc(address)) for _, address in self.best(query, limit)]

    def count(self, query: Query) -> int:
        """How many components match, exactly."""
        found = self.aggregate(query, {"total": {"value_count": {"field": "id"}}})
        return int(found["total"]["value"])

    def aggregate(self, query: Query, aggregations: dict[str, Any]) -> dict[str, Any]:
        """Counts over the whole result."""
        found: dict[str, Any] = self.searcher.aggregate(self._seen(query), aggregations)
        return found

    def _seen(self, query: Query) -> Query:
        if self.hidden is None:
            return query
        return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, self.hidden)])
