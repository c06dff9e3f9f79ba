"""What every code means, over HTTP."""

import orjson
from flask import Response
from flask.views import MethodView

from registry.statistics.api.blueprint import blueprint
from registry.statistics.defining import definitions
from registry.web.conditional import send_bytes
from schemas import statistics_files as wire


@blueprint.route("/statistics/definitions")
class Definitions(MethodView):
    @blueprint.answers(200, wire.DefinitionListSchema)
    def get(self) -> Response:
        """Read what every code of the figures means: name, definition, formula and unit, in Chinese and English."""
        return send_bytes(orjson.dumps({"items": definitions()}))
