"""Where reuse flows, what is reused most, and between whom, over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.statistics.api.blueprint import blueprint
from registry.statistics.api.sending import send_figures
from schemas import figures as wire


@blueprint.route("/statistics/flows")
class Flows(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.FlowsArguments, location="query")
    @blueprint.answers(200, wire.FlowsSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read from which class, or province, to which reuse flows, as rows and as a matrix.

        `running` on the day asked about, `starts` within the stretch of days. Suppressed below 5 for those who may not
        see which city runs what.
        """
        return send_figures("flows", arguments, by=arguments["by"])


@blueprint.route("/statistics/rankings")
class Rankings(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.RankingsArguments, location="query")
    @blueprint.answers(200, wire.RankingsSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read what is reused most.

        The ranking of adopters is for cities and administrators. To others 1 to 4 are told as fewer than 5.
        """
        return send_figures("rankings", arguments, by=arguments["by"], limit=arguments["limit"])


@blueprint.route("/statistics/network")
class Network(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.FewArguments, location="query")
    @blueprint.answers(200, wire.NetworkSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Read the network of reuse: its heaviest edges, with density and reciprocity of the whole.

        Between cities for cities and administrators; between classes and between provinces for others.
        """
        return send_figures("network", arguments, limit=arguments["limit"])
