"""The metrics of a city over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.statistics import queries
from registry.statistics.api.blueprint import blueprint
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import statistics as wire


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
