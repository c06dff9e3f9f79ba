"""Scenarios over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.collaboration import actions, queries
from registry.collaboration.api.blueprint import blueprint
from registry.collaboration.documents import scenario_document
from registry.collaboration.models import Scenario
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import collaboration as wire
from schemas.paging import PageArguments


@blueprint.route("/scenarios")
class Scenarios(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ScenarioPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the scenarios that components serve."""
        page = queries.list_scenarios(current_session(), after=read_cursor(arguments), limit=arguments["limit"])
        items = (orjson.dumps(_scenario(scenario)) for scenario in page.items)
        return send_page(items, page.after, arguments)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.ScenarioEnterSchema)
    @blueprint.answers(201, wire.ScenarioSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Add a scenario to the common list."""
        scenario = actions.enter_scenario(current_session(), current_actor(), **payload)
        return send_bytes(orjson.dumps(_scenario(scenario)), status=201)


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return scenario_document(scenario, queries.domain_today(current_session(), scenario))
