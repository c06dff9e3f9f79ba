"""How evenly, how soon and for how long components are taken up, over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.statistics.api.blueprint import blueprint
from registry.statistics.api.sending import send_figures
from schemas import figures as wire


@blueprint.route("/statistics/spread")
class Spread(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.SpreadSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read how evenly reuse is spread over provinces, classes and cities, and how far down it reaches.

        Cities that reuse nothing count. Shares over fewer than 5 adoptions are not told to others.
        """
        return send_figures("spread", arguments)


@blueprint.route("/statistics/adopters")
class Adopters(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.AdoptersSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read how many cities reused for the first time within a stretch of days, and how many again.

        By month, suppressed below 5 for those who may not see which city runs what.
        """
        return send_figures("adopters", arguments)


@blueprint.route("/statistics/time-to-adopt")
class TimeToAdopt(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.TimeToAdoptSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read how many days it took from planning to going live: quartiles, and how many took how long.

        Of what first went live within the stretch of days.
        """
        return send_figures("time-to-adopt", arguments)


@blueprint.route("/statistics/retention")
class Retention(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.RetentionSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read how much of what went live is in use a year later, and month by month.

        The share month by month is the product-limit estimate.
        """
        return send_figures("retention", arguments)
