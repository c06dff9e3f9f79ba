"""Organisations, divisions and clusters over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.documents import render
from registry.organisations import actions, queries
from registry.organisations.documents import class_document, cluster_document, division_document
from registry.web.api import Blueprint
from registry.web.conditional import send_bytes, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import organisations as wire
from schemas.paging import PageArguments

blueprint = Blueprint("organisations", __name__, url_prefix="/api/v1", description="Who publishes and adopts")


@blueprint.route("/organisations")
class Organisations(MethodView):
    @blueprint.arguments(wire.OrganisationListArguments, location="query")
    @blueprint.answers(200, wire.OrganisationPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List organisations, by slug."""
        page = queries.list_organisations(
            current_session(),
            kind=arguments.get("kind"),
            parent=arguments.get("parent"),
            division=arguments.get("division"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((document for _, document in page.items), page.after, arguments)

    @blueprint.needs("platform:admin", "organisation:manage")
    @blueprint.arguments(wire.OrganisationRegisterSchema)
    @blueprint.answers(201, wire.OrganisationSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Register an organisation: administrators any, a city the units below it."""
        city_class = payload.pop("class_", None)
        organisation = actions.register_organisation(
            current_session(), current_actor(), city_class=city_class, **payload
        )
        return send_document(
            organisation.document,
            organisation.etag,
            status=201,
            location=f"/api/v1/organisations/{organisation.slug}",
        )


@blueprint.route("/organisations/<slug>")
class OneOrganisation(MethodView):
    @blueprint.answers(200, wire.OrganisationSchema)
    def get(self, slug: str) -> Response:
        """Read an organisation."""
        organisation = queries.get_organisation(current_session(), slug)
        return send_document(organisation.document, organisation.etag)


@blueprint.route("/organisations/<slug>/classes")
class Classes(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ClassAssignmentPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List the classes a city has been in, the latest first."""
        session = current_session()
        organisation = queries.get_organisation(session, slug)
        held = queries.list_classes(session, organisation.id)
        return send_short_list(
            held, arguments, key=lambda row: (-row.valid_from.toordinal(), -row.id), document=class_document
        )

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.ClassAssignSchema)
    @blueprint.answers(201, wire.ClassAssignmentSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Put a city into a class, with the three factors and the evidence."""
        assignment = actions.assign_class(
            current_session(),
            current_actor(),
            slug=slug,
            city_class=payload.pop("class_"),
            **payload,
        )
        return send_bytes(render(class_document(assignment)).body, status=201)


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
