"""Divisions of GB/T 2260, and clusters of cities."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.documents import render
from registry.organisations import actions, queries
from registry.organisations.api.blueprint import blueprint
from registry.organisations.documents import cluster_document, division_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import organisations as wire
from schemas.paging import PageArguments


@blueprint.route("/divisions")
class Divisions(MethodView):
    @blueprint.arguments(wire.DivisionListArguments, location="query")
    @blueprint.answers(200, wire.DivisionPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List divisions of GB/T 2260: `q` finds by code or name."""
        page = queries.list_divisions(
            current_session(),
            words=arguments.get("q"),
            parent=arguments.get("parent"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        items = (orjson.dumps(division_document(division)) for division in page.items)
        return send_page(items, page.after, arguments)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.DivisionAddSchema)
    @blueprint.answers(201, wire.DivisionSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Add a division that the shipped edition lacks, such as a district."""
        division = actions.add_division(current_session(), current_actor(), **{"parent_code": None, **payload})
        return send_bytes(render(division_document(division)).body, status=201)


@blueprint.route("/clusters")
class Clusters(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ClusterPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List clusters with their present members, by slug."""
        found = queries.list_clusters(current_session())
        return send_short_list(
            found, arguments, key=lambda row: (row[0].slug,), document=lambda row: cluster_document(*row)
        )

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.ClusterFoundSchema)
    @blueprint.answers(201, wire.ClusterSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Found a cluster."""
        cluster = actions.found_cluster(current_session(), current_actor(), **payload)
        return send_bytes(orjson.dumps(cluster_document(cluster, [])), status=201)


@blueprint.route("/clusters/<slug>/members")
class ClusterMembers(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.ClusterJoinSchema)
    @blueprint.answers(204)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Make a city a member of a cluster."""
        actions.join_cluster(current_session(), current_actor(), cluster=slug, **payload)
        return Response(status=204)


@blueprint.route("/clusters/<slug>/members/<member>")
class OneClusterMember(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.answers(204)
    def delete(self, slug: str, member: str) -> Response:
        """End a city's membership of a cluster from today on."""
        actions.leave_cluster(current_session(), current_actor(), cluster=slug, member=member)
        return Response(status=204)
