"""Figures over HTTP."""

from typing import Any

import orjson
from flask import Response, current_app
from flask.views import MethodView

from registry.statistics import queries
from registry.statistics.following import StatisticsFollower
from registry.web.api import Blueprint
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import statistics as wire

blueprint = Blueprint("statistics", __name__, url_prefix="/api/v1", description="Reuse in figures")


def statistics_follower() -> StatisticsFollower:
    follower: StatisticsFollower = current_app.extensions["registry.statistics"]
    return follower


@blueprint.route("/statistics/overview")
class Overview(MethodView):
    @blueprint.arguments(wire.OverviewArguments, location="query")
    @blueprint.answers(200, wire.OverviewSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read the figures of today, each with its definition.

        Totals are exact. Breakdowns by class, province and flow are suppressed below 5 for those who may not see which
        city runs what: `fewer_than` is then 5, or nothing where even that would give a number away.
        """
        statistics_follower().current()
        return send_bytes(orjson.dumps(queries.read_overview(current_session(), current_actor())))


@blueprint.route("/metrics/cities/<slug>")
class CityMetrics(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.CityMetricsArguments, location="query")
    @blueprint.answers(200, wire.CityMetricsSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Read the adoption metrics that an assessment takes of a city, with formula, inputs and records.

        For cities and administrators. A period is a year, a half or a quarter in days of UTC+8; the present half unless
        said. What an official formula asks that is not applied yet is said with each metric.
        """
        measured = queries.measure_city(current_session(), current_actor(), slug=slug, period=arguments.get("period"))
        return send_bytes(orjson.dumps(measured))
