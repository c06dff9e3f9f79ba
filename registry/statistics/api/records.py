"""The records behind figures over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.clock import today_of
from registry.statistics.api.blueprint import blueprint, statistics_follower
from registry.statistics.asking import read_question
from registry.statistics.queries.records import list_records
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import statistics_files as wire


@blueprint.route("/statistics/records")
class FigureRecords(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.RecordListArguments, location="query")
    @blueprint.answers(200, wire.FigureRecordPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List what stands behind a figure of the overview, or behind one cell of it, on a day and as known then.

        Dimensions are those of the overview, and `component`, `city` and `publisher` with a name as key. Adoptions are
        for cities and administrators; components and versions for everybody who may see them.
        """
        statistics_follower().current()
        session = current_session()
        page = list_records(
            session,
            current_actor(),
            read_question(arguments, today_of(session)),
            figure=arguments["figure"],
            dimension=arguments.get("dimension"),
            key=arguments.get("key"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(row) for row in page.items), page.after, arguments)
