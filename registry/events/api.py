"""The change feed over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.events import queries
from registry.web.api import Blueprint
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, database
from schemas import events as wire

blueprint = Blueprint("events", __name__, url_prefix="/api/v1", description="What happened, in order")


@blueprint.route("/events")
class Events(MethodView):
    @blueprint.arguments(wire.EventListArguments, location="query")
    @blueprint.answers(200, wire.EventPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Follow what happens: events after a position, in order, none missed that the caller may see.

        Start with `after=0`; pass `next` as `after` each time, also when a page was empty.
        """
        types = [word for word in arguments.get("types", "").split(",") if word]
        page = queries.list_events(
            database(),
            current_actor(),
            after=arguments["after"],
            limit=arguments["limit"],
            types=types,
        )
        return send_bytes(b'{"items":[%b],"next":%d}' % (b",".join(page.envelopes), page.next))
