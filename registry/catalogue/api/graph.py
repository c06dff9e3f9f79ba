"""The graph of requirements over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue import queries
from registry.catalogue.api.blueprint import blueprint
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import catalogue as wire


@blueprint.route("/components/<publisher>/<name>/dependency-graph")
class DependencyGraph(MethodView):
    @blueprint.arguments(wire.GraphArguments, location="query")
    @blueprint.answers(200, wire.GraphSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """What a component needs, or what needs it, at whatever remove, as far as the caller may see."""
        session, actor = current_session(), current_actor()
        component = queries.get_component(session, actor, f"{publisher}/{name}")
        graph = queries.walk_graph(session, actor, component, **arguments)
        answer = {
            "component": component.full_name,
            "direction": arguments["direction"],
            "nodes": [node._asdict() for node in graph.nodes],
            "edges": [
                {"dependent": dependent, "required": required, "versions": versions}
                for dependent, required, versions in graph.edges
            ],
            "hidden": graph.hidden,
            "truncated": graph.is_truncated,
        }
        return send_bytes(orjson.dumps(answer))
