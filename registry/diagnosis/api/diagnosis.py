"""The diagnosis of a city over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.diagnosis import queries
from registry.diagnosis.api.blueprint import blueprint
from registry.diagnosis.documents import diagnosis_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import diagnosis as wire


@blueprint.route("/organisations/<slug>/diagnosis")
class CityDiagnosis(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.DiagnosisArguments, location="query")
    @blueprint.answers(200, wire.DiagnosisSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Read where a city stands: needs, results beside its class, problems, and which components would help.

        For the city, the authorities above it and administrators.
        """
        found = queries.diagnose(current_session(), current_actor(), slug, as_of=arguments.get("as_of"))
        return send_bytes(orjson.dumps(diagnosis_document(found)))
