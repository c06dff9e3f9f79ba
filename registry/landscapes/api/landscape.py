"""What a body runs, over HTTP: listed, and beside another's."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.clock import today_of
from registry.landscapes.api.blueprint import blueprint
from registry.landscapes.documents import certification_document, entry_document
from registry.landscapes.queries.certifications import find_valid
from registry.landscapes.queries.landscapes import compare_landscapes, get_body, list_landscape
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import landscapes as wire


@blueprint.route("/organisations/<slug>/landscape")
class Landscape(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.LandscapeListArguments, location="query")
    @blueprint.answers(200, wire.LandscapePageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what a body, its units and those it adopts for run, by component. For cities and administrators."""
        session, actor = current_session(), current_actor()
        body = get_body(session, actor, slug)
        page = list_landscape(
            session,
            actor,
            body,
            after=read_cursor(arguments),
            limit=arguments["limit"],
            **{name: arguments.get(name) for name in wire.LandscapeFilters.FILTERS},
        )
        held = find_valid(session, body.id, today_of(session))
        certification = certification_document(held, body.slug) if held else None
        rest = b',"certification":' + orjson.dumps(certification)
        return send_page((orjson.dumps(entry_document(entry)) for entry in page.items), page.after, arguments, rest)


@blueprint.route("/organisations/<slug>/landscape/comparison")
class LandscapeComparison(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.LandscapeComparisonArguments, location="query")
    @blueprint.answers(200, wire.LandscapeComparisonSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Say what two bodies both run, and what only one of them does. For cities and administrators."""
        session, actor = current_session(), current_actor()
        here, there = get_body(session, actor, slug), get_body(session, actor, arguments["other"])
        return send_bytes(orjson.dumps(compare_landscapes(session, actor, here, there)._asdict()))
