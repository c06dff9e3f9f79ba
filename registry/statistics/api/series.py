"""The course of figures over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.clock import today_of
from registry.statistics.api.blueprint import blueprint, statistics_follower
from registry.statistics.asking import read_question
from registry.statistics.queries.series import read_series
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import statistics as wire


@blueprint.route("/statistics/series")
class Series(MethodView):
    @blueprint.arguments(wire.SeriesArguments, location="query")
    @blueprint.answers(200, wire.SeriesSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read how the leading figures went: as they stood at the end of each day, week, month, quarter or year.

        Calls are those within the piece, for pieces of whole months. At most 400 pieces.
        """
        statistics_follower().current()
        session = current_session()
        question = read_question(arguments, today_of(session))
        return send_bytes(orjson.dumps(read_series(session, current_actor(), question)))
