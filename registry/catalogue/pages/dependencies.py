"""The page of what a component needs and what needs it: as nested lists, and drawn where it is not too large."""

from typing import Any

from flask import render_template, request

from registry.catalogue import queries
from registry.catalogue.drawing import draw, tree_of
from registry.catalogue.pages.blueprint import blueprint
from registry.web.context import current_actor, current_session

DIRECTIONS = ("needs", "needed_by")


@blueprint.get("/components/<publisher>/<name>/dependencies")
def dependencies(publisher: str, name: str) -> str:
    """Both directions, three steps far unless `depth` says otherwise."""
    session, actor = current_session(), current_actor()
    component = queries.get_component(session, actor, f"{publisher}/{name}")
    depth = _depth(request.args.get("depth"))
    found: dict[str, Any] = {}
    for direction in DIRECTIONS:
        graph = queries.walk_graph(session, actor, component, direction=direction, depth=depth)  # type: ignore[arg-type]
        edges = [(far, near) if direction == "needed_by" else (near, far) for near, far, _ in graph.edges]
        found[direction] = {
            "graph": graph,
            "nodes": {node.component: node for node in graph.nodes},
            "tree": tree_of(component.full_name, edges),
            "drawing": draw(component.full_name, edges),
        }
    return render_template("dependencies.html", component=component, found=found, depth=depth)


def _depth(wanted: str | None) -> int:
    """What the reader asks for, as far as it makes sense."""
    return min(max(int(wanted), 1), 20) if wanted and wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 3
