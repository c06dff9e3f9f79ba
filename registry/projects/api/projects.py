"""Projects over HTTP: entering, reading, changing and linking them."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.projects import actions, queries
from registry.projects.api.blueprint import blueprint
from registry.projects.api.sending import send_project
from registry.projects.documents import stated_facts
from registry.web import merge_patch
from registry.web.conditional import expected_tag
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import projects as wire

PLACE = "/projects/<uuid:project_id>"


@blueprint.route("/projects")
class Projects(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.ProjectListArguments, location="query")
    @blueprint.answers(200, wire.ProjectPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List projects, the newest first: all of them for cities and administrators, else those made public."""
        session, actor = current_session(), current_actor()
        page = queries.list_projects(
            session,
            actor,
            **{key: arguments.get(key) for key in wire.ProjectListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        shown = (orjson.dumps(queries.document_for(session, actor, project)) for project in page.items)
        return send_page(shown, page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ProjectEnterSchema)
    @blueprint.answers(201, wire.ProjectSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Enter a project of a city: what it is for, what it costs, and the screening it ran before its approval."""
        return send_project(actions.enter_project(current_session(), current_actor(), **payload), status=201)


@blueprint.route(PLACE)
class OneProject(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.answers(200, wire.ProjectSchema)
    def get(self, project_id: UUID) -> Response:
        """Read a project: in full for cities and administrators, an assessor without its budget."""
        return send_project(queries.get_project(current_session(), current_actor(), project_id))

    @blueprint.needs("collaboration:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.ProjectSchema)
    def patch(self, project_id: UUID) -> Response:
        """Change what is said of a project, by JSON merge patch (RFC 7396)."""
        session, actor = current_session(), current_actor()
        project = queries.get_project(session, actor, project_id)
        present = {name: value for name, value in stated_facts(project).items() if value}
        facts = merge_patch.load(wire.ProjectDescribeSchema(), present)
        return send_project(
            actions.describe_project(session, actor, project_id=project_id, expected_tag=expected_tag(), **facts)
        )


@blueprint.route(f"{PLACE}/transitions")
class ProjectTransitions(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ProjectMoveSchema)
    @blueprint.answers(200, wire.ProjectSchema)
    def post(self, payload: dict[str, Any], project_id: UUID) -> Response:
        """Begin, finish or cancel a project. Once it is finished its targets are frozen."""
        return send_project(actions.move_project(current_session(), current_actor(), project_id=project_id, **payload))


@blueprint.route(f"{PLACE}/adoptions/<uuid:adoption_id>")
class ProjectAdoptions(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.answers(200, wire.ProjectSchema)
    def put(self, project_id: UUID, adoption_id: UUID) -> Response:
        """Say that an adoption of the same city belongs to a project. Nothing is overwritten: no tag is asked."""
        return send_project(
            actions.link_adoption(current_session(), current_actor(), project_id=project_id, adoption_id=adoption_id)
        )

    @blueprint.needs("collaboration:write")
    @blueprint.answers(204)
    def delete(self, project_id: UUID, adoption_id: UUID) -> Response:
        """Take an adoption off a project; that it was linked stays on record."""
        actions.unlink_adoption(current_session(), current_actor(), project_id=project_id, adoption_id=adoption_id)
        return Response(status=204)


@blueprint.route(f"{PLACE}/publication")
class Publication(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.answers(200, wire.ProjectSchema)
    def put(self, project_id: UUID) -> Response:
        """Let everybody read the name, status and score of a project, and nothing else of it."""
        return send_project(actions.publish_project(current_session(), current_actor(), project_id=project_id))

    @blueprint.needs("collaboration:write")
    @blueprint.answers(204)
    def delete(self, project_id: UUID) -> Response:
        """Take that back."""
        actions.unpublish_project(current_session(), current_actor(), project_id=project_id)
        return Response(status=204)
