"""One committed state of the index, as every part of a search sees it: nothing changes under a
search.
"""

from dataclasses import dataclass, field
from typing import Any

from tantivy import DocAddress, Order, Query, Searcher

from registry.search.index.schema import labels_of


@dataclass(frozen=True)
class State:
    """``position``: how far the event log had been followed; ``fingerprint``: equal for equal
    segments, in every process that reads the same folder.
    """

    searcher: Searcher
    position: int
    fingerprint: int
    # What was found of all components, by its name: nothing changes in a state, so it holds as long as the state does.
    kept: dict[str, Any] = field(default_factory=dict, compare=False)

    def best(self, query: Query, limit: int, offset: int = 0) -> list[tuple[float, DocAddress]]:
        """The highest scores first; equal scores in the order of the segments."""
        return self.searcher.search(query, limit=limit, offset=offset, count=False).hits

    def ordered(self, query: Query, limit: int, field: str, order: Order) -> list[tuple[int | str, DocAddress]]:
        """Ordered by a fast field."""
        return self.searcher.search(query, limit=limit, count=False, order_by_field=field, order=order).hits

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
        found = self.searcher.aggregate(query, {"total": {"value_count": {"field": "id"}}})
        return int(found["total"]["value"])
