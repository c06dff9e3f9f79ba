"""The shape of the reuse network: cities are nodes, an edge goes from the publisher's city to the adopter's. Pure."""

from collections.abc import Collection
from typing import Final

DECIMALS: Final = 4

Edge = tuple[int, int]


def density(edges: Collection[Edge], nodes: int) -> float | None:
    """The share of the possible edges between two different nodes that there are; None below two nodes."""
    return round(len(edges) / (nodes * (nodes - 1)), DECIMALS) if nodes > 1 else None


def reciprocity(edges: Collection[Edge]) -> float | None:
    """The share of edges whose opposite is there too; None where there are none."""
    if not edges:
        return None
    known = set(edges)
    return round(sum((to, giver) in known for giver, to in known) / len(known), DECIMALS)


def nodes_of(edges: Collection[Edge]) -> set[int]:
    """Every city that gives or takes."""
    return {city for edge in edges for city in edge}
