"""Strongly connected components of a directed graph: who reaches whom and is reached back. Pure."""

from collections.abc import Collection, Iterator, Mapping

Graph = Mapping[int, Collection[int]]


def strongly_connected(graph: Graph) -> list[frozenset[int]]:
    """The components by Tarjan's algorithm (1972), with a stack of its own: a country is deeper than a call stack.

    Nodes that only others point to count, too.
    """
    search = _Search(graph)
    for node in graph:
        if node not in search.order:
            search.walk(node)
    return search.found


class _Search:
    """One walk over a graph: when each node was met, and the earliest one still open that it leads back to."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.order: dict[int, int] = {}
        self.earliest: dict[int, int] = {}
        self.open: list[int] = []
        self.is_open: set[int] = set()
        self.found: list[frozenset[int]] = []

    def walk(self, start: int) -> None:
        path = [self._meet(start)]
        while path:
            node, following = path[-1]
            step = next(following, None)
            if step is None:
                path.pop()
                self._leave(node)
                if path:
                    self._lead_back(path[-1][0], self.earliest[node])
            elif step not in self.order:
                path.append(self._meet(step))
            elif step in self.is_open:
                self._lead_back(node, self.order[step])

    def _meet(self, node: int) -> tuple[int, Iterator[int]]:
        self.order[node] = self.earliest[node] = len(self.order)
        self.open.append(node)
        self.is_open.add(node)
        return node, iter(self.graph.get(node, ()))

    def _lead_back(self, node: int, place: int) -> None:
        self.earliest[node] = min(self.earliest[node], place)

    def _leave(self, node: int) -> None:
        """A node that leads back to none before it closes a component: all that was opened since."""
        if self.earliest[node] != self.order[node]:
            return
        place = self.open.index(node)
        self.found.append(frozenset(self.open[place:]))
        self.is_open -= self.found[-1]
        del self.open[place:]
