"""The overview over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.clock import today_of
from registry.statistics import queries
from registry.statistics.api.blueprint import blueprint, statistics_follower
from registry.statistics.asking import read_question
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import statistics as wire


@blueprint.route("/statistics/overview")
class Overview(MethodView):
    @blueprint.arguments(wire.OverviewArguments, location="query")
    @blueprint.answers(200, wire.OverviewSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read the figures of today, or of a past day (`as_of`), each with its definition.

        `known_at` leaves out what was recorded later; `corrections` says how much of that day was recorded only after
        it. Totals are exact. Breakdowns by class, province and flow are suppressed below 5 for those who may not see
        which city runs what: `fewer_than` is then 5, or nothing where even that would give a number away.
        """
        statistics_follower().current()
        session = current_session()
        question = read_question(arguments, today_of(session))
        return send_bytes(orjson.dumps(queries.read_overview(session, current_actor(), question)))
