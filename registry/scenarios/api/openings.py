"""Opening scenarios to operating entities over HTTP, and their responses."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.documents import render
from registry.scenarios import actions, queries
from registry.scenarios.api.blueprint import blueprint
from registry.scenarios.api.lists import LIST
from registry.scenarios.models import ListedScenario, ScenarioOpening, ScenarioResponse
from registry.scenarios.opening_documents import response_document
from registry.scenarios.reading import announced_shown
from registry.web.conditional import expected_tag, send_document, tag_to_replace
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import scenarios as wire
from schemas.paging import PageArguments

OPENING = f"{LIST}/<code>/opening"
RESPONSES = f"{LIST}/<code>/responses"


@blueprint.route("/scenario-openings")
class ScenarioOpenings(MethodView):
    @blueprint.arguments(wire.OpenedScenarioListArguments, location="query")
    @blueprint.answers(200, wire.OpenedScenarioPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the scenarios that take responses today, the newest first."""
        session = current_session()
        page = queries.list_openings(
            session,
            organisation=arguments.get("organisation"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page(
            (orjson.dumps(announced_shown(session, opening)) for opening in page.items), page.after, arguments
        )


@blueprint.route(OPENING)
class OneScenarioOpening(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.answers(200, wire.OpenedScenarioSchema)
    def get(self, slug: str, code: str) -> Response:
        """Read what a city announces of a scenario that it has opened."""
        item = _item(slug, code)
        return _send_opening(queries.get_opening(current_session(), item), item)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.OpeningMakeSchema)
    @blueprint.alt_response(201, schema=wire.OpenedScenarioSchema, description="Opened")
    @blueprint.answers(200, wire.OpenedScenarioSchema)
    def put(self, payload: dict[str, Any], slug: str, code: str) -> Response:
        """Open a scenario to operating entities until a day, or change what is announced of it."""
        replaced = tag_to_replace()
        opening = actions.open_scenario(
            current_session(), current_actor(), organisation=slug, code=code, expected_tag=replaced, **payload
        )
        return _send_opening(opening, opening.listed, status=200 if replaced else 201)

    @blueprint.needs("collaboration:write")
    @blueprint.answers(204)
    def delete(self, slug: str, code: str) -> Response:
        """End an opening before its day. Responses stay, and can still be decided."""
        actions.close_scenario(
            current_session(), current_actor(), organisation=slug, code=code, expected_tag=expected_tag()
        )
        return Response(status=204)


@blueprint.route(RESPONSES)
class ScenarioResponses(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ScenarioResponsePageSchema)
    def get(self, arguments: dict[str, Any], slug: str, code: str) -> Response:
        """List responses, the newest first: all of them for the city and administrators, its own for an entity."""
        page = queries.list_responses(
            current_session(),
            current_actor(),
            _item(slug, code),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(response_document(row)) for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ScenarioRespondSchema)
    @blueprint.answers(201, wire.ScenarioResponseSchema)
    def post(self, payload: dict[str, Any], slug: str, code: str) -> Response:
        """Respond to an open scenario, once, as an operating entity."""
        made = actions.respond(current_session(), current_actor(), organisation=slug, code=code, **payload)
        return _send_response(made, status=201)


@blueprint.route(f"{RESPONSES}/<uuid:response_id>")
class OneScenarioResponse(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.ScenarioResponseSchema)
    def get(self, slug: str, code: str, response_id: UUID) -> Response:
        """Read a response: for the city, the entity itself and administrators."""
        item = _item(slug, code)
        return _send_response(queries.get_response(current_session(), current_actor(), item, response_id))


@blueprint.route(f"{RESPONSES}/<uuid:response_id>/decisions")
class ScenarioDecisions(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ScenarioDecideSchema)
    @blueprint.answers(201, wire.ScenarioResponseSchema)
    def post(self, payload: dict[str, Any], slug: str, code: str, response_id: UUID) -> Response:
        """Shortlist a response or decline it, as the city; the entity is told the reason."""
        decided = actions.decide_response(
            current_session(), current_actor(), organisation=slug, code=code, response_id=response_id, **payload
        )
        return _send_response(decided, status=201)


def _item(slug: str, code: str) -> ListedScenario:
    session = current_session()
    return queries.get_listed(session, current_actor(), queries.get_list_city(session, slug), code)


def _send_opening(opening: ScenarioOpening, item: ListedScenario, *, status: int = 200) -> Response:
    opening.listed = item
    return send_document(*render(announced_shown(current_session(), opening)), status=status)


def _send_response(response: ScenarioResponse, *, status: int = 200) -> Response:
    item = response.opening.listed
    place = f"/api/v1/organisations/{item.city.slug}/scenarios/{item.code}/responses/{response.public_id}"
    rendered = render(response_document(response))
    return send_document(*rendered, status=status, location=place if status == 201 else None)
