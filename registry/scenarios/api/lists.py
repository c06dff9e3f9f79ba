"""Scenario lists and their coverage over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.documents import render
from registry.scenarios import actions, queries, reading
from registry.scenarios.api.blueprint import blueprint
from registry.scenarios.models import ListedScenario
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_bytes, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import scenarios as wire

LIST = "/organisations/<slug>/scenarios"


@blueprint.route(LIST)
class ListedScenarios(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.ListedScenarioListArguments, location="query")
    @blueprint.answers(200, wire.ListedScenarioPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what a city has to get done, by code: all of it for cities and administrators, else what it features or
        has opened."""
        session, actor = current_session(), current_actor()
        filters = {name: arguments.get(name) for name in wire.ListedScenarioListArguments.FILTERS}
        items = queries.list_listed(session, actor, queries.get_list_city(session, slug), **filters)
        shown = reading.items_shown(session, actor, items)
        return send_short_list(
            shown,
            arguments,
            key=lambda item: (item["code"],),
            document=lambda item: item,
        )

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ListedScenarioAddSchema)
    @blueprint.answers(201, wire.ListedScenarioSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Add a scenario to a city's list, from today on."""
        item = actions.list_scenario(current_session(), current_actor(), organisation=slug, **payload)
        return _send(item, status=201)


@blueprint.route(f"{LIST}/<code>")
class OneListedScenario(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.answers(200, wire.ListedScenarioSchema)
    def get(self, slug: str, code: str) -> Response:
        """Read an item of a city's list: what it needs, and which parts of its solution run."""
        session, actor = current_session(), current_actor()
        return _send(queries.get_listed(session, actor, queries.get_list_city(session, slug), code))

    @blueprint.needs("collaboration:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.ListedScenarioSchema)
    def patch(self, slug: str, code: str) -> Response:
        """Change an item. Its solution is dated: figures of past days stay as they were."""
        session, actor = current_session(), current_actor()
        tag = expected_tag()
        # Asked first: who may not change the list is shown less of an item than a patch is merged into.
        item = queries.get_listed(session, actor, actions.own_city(session, actor, slug), code)
        payload = merge_patch.load(wire.ListedScenarioChangeSchema(), _said(reading.item_shown(session, actor, item)))
        return _send(actions.change_listed(session, actor, organisation=slug, code=code, expected_tag=tag, **payload))

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.RemovalArguments, location="query")
    @blueprint.answers(204)
    def delete(self, arguments: dict[str, Any], slug: str, code: str) -> Response:
        """Take an item off the list for a reason. It is kept, and counts until the period ends."""
        actions.remove_listed(
            current_session(), current_actor(), organisation=slug, code=code, expected_tag=expected_tag(), **arguments
        )
        return Response(status=204)


@blueprint.route("/organisations/<slug>/coverage")
class CityCoverage(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.CoverageArguments, location="query")
    @blueprint.answers(200, wire.CityCoverageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """How much of its list a city covers at the end of a day, with formula, inputs and records. For cities and
        administrators."""
        session = current_session()
        city = queries.get_list_city(session, slug)
        return send_bytes(orjson.dumps(reading.coverage_shown(session, current_actor(), city, arguments.get("as_of"))))


def _said(shown: dict[str, Any]) -> dict[str, Any]:
    """What an item says of itself, in the words of a request: a patch is merged into it."""
    own = ("needs", "data_items", "departments", "priority", "status", "due_on", "is_featured")
    said = {name: shown[name] for name in own if shown[name] is not None}
    if shown["scenario"] is None:
        said |= {name: shown[name] for name in ("name", "domain") if shown[name] is not None}
    if shown["solution"] is not None:
        said["solution"] = [{name: part[name] for name in ("component", "specifier")} for part in shown["solution"]]
    return said


def _send(item: ListedScenario, *, status: int = 200) -> Response:
    rendered = render(reading.item_shown(current_session(), current_actor(), item))
    location = f"/api/v1/organisations/{item.city.slug}/scenarios/{item.code}" if status == 201 else None
    return send_document(*rendered, status=status, location=location)
