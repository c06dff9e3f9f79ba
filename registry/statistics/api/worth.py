"""What reuse saves, what it serves, and who came first, over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.statistics.api.blueprint import blueprint
from registry.statistics.api.sending import send_figures
from schemas import figures as wire


@blueprint.route("/statistics/savings")
class ReuseSavings(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.ReuseSavingsSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read what reuse saves as far as it was verified, with a range for what was not, by field and currency.

        Amounts are for cities and administrators; others read totals over 5 cities or more.
        """
        return send_figures("savings", arguments)


@blueprint.route("/statistics/coverage")
class ScenarioSupplies(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.ScenarioSuppliesSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read which scenarios components serve, which of them are reused, and what is asked for and not there."""
        return send_figures("coverage", arguments)


@blueprint.route("/statistics/first-publishers")
class FirstPublishers(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.FirstPublishersSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read who published first in each domain and kind, and how often it was taken up."""
        return send_figures("first-publishers", arguments)
