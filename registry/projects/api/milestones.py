"""Milestones over HTTP, and what is late."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.clock import today_of
from registry.kit.documents import render
from registry.projects import actions, queries
from registry.projects.api.blueprint import blueprint
from registry.projects.documents import milestone_document
from registry.projects.models import Milestone
from registry.projects.vocabulary import UNDER_WAY
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import projects as wire
from schemas.paging import PageArguments

PLACE = "/projects/<uuid:project_id>/milestones"


@blueprint.route("/projects/overdue")
class OverdueMilestones(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.OverdueListArguments, location="query")
    @blueprint.answers(200, wire.OverduePageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List milestones that are late, what was due first first: one's own, for administrators everybody's."""
        page = queries.list_overdue(
            current_session(),
            current_actor(),
            organisation=arguments.get("organisation"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        shown = ({key: value for key, value in row._asdict().items() if key != "id"} for row in page.items)
        return send_page(map(orjson.dumps, shown), page.after, arguments)


@blueprint.route(PLACE)
class Milestones(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.MilestonePageSchema)
    def get(self, arguments: dict[str, Any], project_id: UUID) -> Response:
        """List the milestones of a project by the day they are due. For those who read the project in full."""
        session, actor = current_session(), current_actor()
        project = queries.get_whole_project(session, actor, project_id)
        today = today_of(session)
        return send_short_list(
            project.milestones,
            arguments,
            key=lambda row: (row.due_on.isoformat(), row.id),
            document=lambda row: milestone_document(row, project.status, today),
        )

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.MilestoneSetSchema)
    @blueprint.answers(201, wire.MilestoneSchema)
    def post(self, payload: dict[str, Any], project_id: UUID) -> Response:
        """Say what has to be done in a project by a calendar day."""
        made = actions.set_milestone(current_session(), current_actor(), project_id=project_id, **payload)
        return _send(made, status=201, location=f"/api/v1/projects/{project_id}")


@blueprint.route(f"{PLACE}/<uuid:milestone_id>/postponements")
class Postponements(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.MilestonePostponeSchema)
    @blueprint.answers(201, wire.MilestoneSchema)
    def post(self, payload: dict[str, Any], project_id: UUID, milestone_id: UUID) -> Response:
        """Move the due day of a milestone, with a reason; the day before stays on record."""
        moved = actions.postpone_milestone(
            current_session(), current_actor(), project_id=project_id, milestone_id=milestone_id, **payload
        )
        return _send(moved, status=201)


@blueprint.route(f"{PLACE}/<uuid:milestone_id>/reaching")
class Reaching(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.MilestoneReachSchema)
    @blueprint.answers(200, wire.MilestoneSchema)
    def post(self, payload: dict[str, Any], project_id: UUID, milestone_id: UUID) -> Response:
        """Say that a milestone was reached, with what shows it."""
        reached = actions.reach_milestone(
            current_session(), current_actor(), project_id=project_id, milestone_id=milestone_id, **payload
        )
        return _send(reached)


def _send(milestone: Milestone, **options: Any) -> Response:
    # It was just changed: its project is under way.
    return send_document(*render(milestone_document(milestone, UNDER_WAY[0], today_of(current_session()))), **options)
