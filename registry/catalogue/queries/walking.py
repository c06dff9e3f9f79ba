"""What a component needs, and what needs it, at whatever remove: walked along the edges, without reading versions."""

from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component
from registry.catalogue.queries.graph import Edge, edges_from, edges_to
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor

Direction = Literal["needs", "needed_by"]

DEPTH: Final = 5
DEEPEST: Final = 20
LARGEST: Final = 500
"""Components in one answer: more nobody looks at, and an export answers it."""

PORTION: Final = 5_000


class Node(NamedTuple):
    """A component in the graph, and how many steps away it is."""

    component: str
    title: dict[str, str]
    status: str
    is_quarantined: bool
    depth: int


class Graph(NamedTuple):
    """What was found: nearest first, by name. `hidden` counts components met that the caller may not see, from which
    nothing was gone on; `is_truncated` says that there is more, deeper or beyond the largest answer."""

    nodes: list[Node]
    edges: list[tuple[str, str, int]]
    hidden: int
    is_truncated: bool


def walk_graph(
    session: Session,
    actor: Actor,
    component: Component,
    *,
    direction: Direction,
    depth: int = DEPTH,
    largest: int = LARGEST,
) -> Graph:
    """The components around one, breadth first. An edge is (dependent, required, versions): so many versions of the
    one, none of them yanked, require the other."""
    found: dict[int, Node] = {component.id: _node(component, 0)}
    edges: list[Edge] = []
    hidden: set[int] = set()
    front, is_truncated = [component.id], False
    for level in range(1, depth + 1):
        met = _around(session, front, direction)
        edges += met
        fresh = sorted({_far(edge, direction) for edge in met} - found.keys() - hidden)
        nodes = _visible(session, actor, fresh, level)
        hidden.update(set(fresh) - nodes.keys())
        front = sorted(nodes, key=lambda identifier: nodes[identifier].component)[: largest - len(found)]
        is_truncated = is_truncated or len(front) < len(nodes)
        found.update((identifier, nodes[identifier]) for identifier in front)
        if not front:
            break
    else:
        # One look further: to say whether there is more, and for the edges that lead back.
        edges += (beyond := _around(session, front, direction))
        is_truncated = is_truncated or bool({_far(edge, direction) for edge in beyond} - found.keys() - hidden)
    shown = {edge for edge in edges if edge.dependent_id in found and edge.required_id in found}
    return Graph(
        sorted(found.values(), key=lambda node: (node.depth, node.component)),
        sorted((found[edge[0]].component, found[edge[1]].component, edge[2]) for edge in shown),
        len(hidden),
        is_truncated,
    )


def _around(session: Session, ids: Collection[int], direction: Direction) -> list[Edge]:
    return edges_from(session, ids) if direction == "needs" else edges_to(session, ids)


def _far(edge: Edge, direction: Direction) -> int:
    return edge.required_id if direction == "needs" else edge.dependent_id


def _visible(session: Session, actor: Actor, ids: list[int], depth: int) -> dict[int, Node]:
    found: dict[int, Node] = {}
    for start in range(0, len(ids), PORTION):
        rows = session.scalars(
            select(Component).where(Component.id.in_(ids[start : start + PORTION]), visible_to(actor))
        )
        found.update((row.id, _node(row, depth)) for row in rows)
    return found


def _node(component: Component, depth: int) -> Node:
    title = component.details["title"]
    return Node(component.full_name, title, component.status, component.is_quarantined, depth)
