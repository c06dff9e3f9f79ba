"""Roadmaps of cities over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.kit.documents import render
from registry.scenarios import actions, queries, reading
from registry.scenarios.api.blueprint import blueprint
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from schemas import scenarios as wire


@blueprint.route("/organisations/<slug>/roadmap")
class Roadmap(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.RoadmapSchema)
    def get(self, slug: str) -> Response:
        """Read a city's road to its scenarios: what is planned by when, and where it stands. For cities and
        administrators."""
        return _send(slug)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.RoadmapPlanSchema)
    @blueprint.answers(200, wire.RoadmapSchema)
    def put(self, payload: dict[str, Any], slug: str) -> Response:
        """Replace a city's roadmap. A day that is moved keeps the first one beside it: the slippage runs from there."""
        actions.plan_roadmap(
            current_session(), current_actor(), organisation=slug, expected_tag=expected_tag(), **payload
        )
        return _send(slug)


def _send(slug: str) -> Response:
    session = current_session()
    city = queries.get_list_city(session, slug)
    return send_document(*render(reading.roadmap_shown(session, current_actor(), city)))
