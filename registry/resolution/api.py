"""Resolving requirements, over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.resolution.answering import answer_document
from registry.web.api import Blueprint
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session, database
from registry.web.idempotency import key_of_request
from schemas import resolution as wire

blueprint = Blueprint("resolution", __name__, url_prefix="/api/v1", description="Resolving requirements")


@blueprint.route("/resolutions")
class Resolutions(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.ResolutionAskSchema)
    @blueprint.answers(200, wire.ResolutionSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Find versions that fit together, and with what a city runs, each with the reason for it.

        Nothing is kept. With `city`, what that city runs is preferred; it needs a token of the city or an
        administrator's.
        """
        actor = current_actor()
        if key_of_request() is None:
            # It only reads: writers need not wait for it.
            current_session().rollback()
        with database().reading() as session:
            return send_bytes(orjson.dumps(answer_document(session, actor, **payload)))
