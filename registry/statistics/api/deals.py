"""What cities paid for what is alike, over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.statistics import queries
from registry.statistics.api.blueprint import blueprint
from registry.statistics.deal_documents import NOTE, deal_document, range_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import deals as wire


@blueprint.route("/statistics/deals")
class DealList(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.DealArguments, location="query")
    @blueprint.answers(200, wire.DealPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List what cities paid for components that are alike, the newest first, with the range of prices.

        For cities and administrators. With `component`, alike is what has its primary domain and kind.
        """
        found = queries.list_deals(
            current_session(),
            current_actor(),
            **{name: arguments.get(name) for name in ("component", "domain", "kind", "scenario")},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        ranges = {"ranges": found.ranges, "own_ranges": found.own_ranges}
        rest = {name: [range_document(each) for each in rows] for name, rows in ranges.items()}
        items = (orjson.dumps(deal_document(deal)) for deal in found.page.items)
        return send_page(items, found.page.after, arguments, b"," + orjson.dumps({**rest, "note": NOTE})[1:-1])
