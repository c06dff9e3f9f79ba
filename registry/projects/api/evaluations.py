"""Targets, results and evaluations over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.projects import actions, queries
from registry.projects.api.blueprint import blueprint
from registry.projects.api.sending import send_project
from registry.projects.documents import evaluation_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import projects as wire
from schemas.paging import PageArguments

PLACE = "/projects/<uuid:project_id>"


@blueprint.route(f"{PLACE}/targets")
class Targets(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.TargetsSetSchema)
    @blueprint.answers(200, wire.ProjectSchema)
    def put(self, payload: dict[str, Any], project_id: UUID) -> Response:
        """Say what a project is to bring about, until it is finished. What was set before stays: no tag is asked."""
        return send_project(actions.set_targets(current_session(), current_actor(), project_id=project_id, **payload))


@blueprint.route(f"{PLACE}/results")
class Results(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ResultsEnterSchema)
    @blueprint.answers(200, wire.ProjectSchema)
    def put(self, payload: dict[str, Any], project_id: UUID) -> Response:
        """Say what came of a finished project, target by target. What was entered before stays: no tag is asked."""
        return send_project(actions.enter_results(current_session(), current_actor(), project_id=project_id, **payload))


@blueprint.route(f"{PLACE}/evaluations")
class Evaluations(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.EvaluationPageSchema)
    def get(self, arguments: dict[str, Any], project_id: UUID) -> Response:
        """List what was found of a project, the latest first, each with the inputs of its score."""
        project = queries.get_whole_project(current_session(), current_actor(), project_id)
        return send_short_list(project.evaluations, arguments, key=lambda row: (-row.id,), document=evaluation_document)

    @blueprint.needs("assessment:write", "platform:admin")
    @blueprint.arguments(wire.EvaluationMakeSchema)
    @blueprint.answers(201, wire.EvaluationSchema)
    def post(self, payload: dict[str, Any], project_id: UUID) -> Response:
        """Score a finished project, as an assessor or administrator of another side."""
        project = actions.evaluate_project(current_session(), current_actor(), project_id=project_id, **payload)
        answer = send_bytes(orjson.dumps(evaluation_document(project.evaluations[-1])), status=201)
        answer.headers["Location"] = f"/api/v1/projects/{project_id}/evaluations"
        return answer
