"""What waits for whoever asks, and the yearly confirmation."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.stewardship import actions, queries
from registry.stewardship.api.blueprint import blueprint
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import stewardship as wire
from schemas.catalogue import ComponentSchema


@blueprint.route("/reviews")
class Reviews(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.ReviewListArguments, location="query")
    @blueprint.answers(200, wire.WaitingPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """What waits for the caller: signatures, listings, confirmations, transfers and claims, the oldest first."""
        session, actor = current_session(), current_actor()
        page = queries.list_waiting(
            session, actor, kind=arguments.get("kind"), after=read_cursor(arguments), limit=arguments["limit"]
        )
        items = queries.describe_waiting(session, actor, page.items)
        return send_page(map(orjson.dumps, items), page.after, arguments)


@blueprint.route("/components/<publisher>/<name>/confirmation")
class Confirmation(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.answers(200, ComponentSchema)
    def post(self, publisher: str, name: str) -> Response:
        """Confirm for another year that what is listed still holds."""
        component = actions.confirm_component(current_session(), current_actor(), component=f"{publisher}/{name}")
        return send_document(component.document, component.etag)
