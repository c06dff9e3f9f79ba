"""What is out of date, unused, at risk or soon without support, over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.statistics.api.blueprint import blueprint
from registry.statistics.api.sending import send_figures
from schemas import figures as wire


@blueprint.route("/statistics/currency")
class Currency(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.CurrencySchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read how current the versions are that run live; unknown versions are a bucket of their own."""
        return send_figures("currency", arguments)


@blueprint.route("/statistics/unused")
class Unused(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.FewArguments, location="query")
    @blueprint.answers(200, wire.UnusedSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read which components on the shelf no other city runs, and since when; the longest unused first.

        Filters are those of the publisher's city.
        """
        return send_figures("unused", arguments, limit=arguments["limit"])


@blueprint.route("/statistics/at-risk")
class AtRisk(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.FewArguments, location="query")
    @blueprint.answers(200, wire.AtRiskSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read how much live reuse is at risk, and why; each adoption by name for cities and administrators."""
        return send_figures("at-risk", arguments, limit=arguments["limit"])


@blueprint.route("/statistics/support")
class SupportEnds(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.StretchArguments, location="query")
    @blueprint.answers(200, wire.SupportEndsSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read how much of what runs loses its support in each of the coming 24 months."""
        return send_figures("support", arguments)
