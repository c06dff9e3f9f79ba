"""Pairings over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.collaboration import actions, queries
from registry.collaboration.api.activities import send_pairing
from registry.collaboration.api.blueprint import blueprint
from registry.collaboration.documents import pairing_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import collaboration as wire
from schemas.pairings import PairingDetailSchema


@blueprint.route("/pairings")
class Pairings(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.PairingListArguments, location="query")
    @blueprint.answers(200, wire.PairingPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List pairings. For cities and administrators."""
        page = queries.list_pairings(
            current_session(),
            current_actor(),
            city=arguments.get("city"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(pairing_document(row)) for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.PairingProposeSchema)
    @blueprint.answers(201, wire.PairingSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Propose a pairing, as the helper or as the helped."""
        pairing = actions.propose_pairing(current_session(), current_actor(), **payload)
        response = send_bytes(orjson.dumps(pairing_document(pairing)), status=201)
        response.headers["Location"] = f"/api/v1/pairings/{pairing.public_id}"
        return response


@blueprint.route("/pairings/<uuid:pairing_id>")
class OnePairing(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, PairingDetailSchema)
    def get(self, pairing_id: UUID) -> Response:
        """Read a pairing, with how far it has come and who holds it to be completed."""
        return send_pairing(queries.get_pairing(current_session(), current_actor(), pairing_id))


@blueprint.route("/pairings/<uuid:pairing_id>/answer")
class PairingAnswer(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.PairingAnswerSchema)
    @blueprint.answers(200, wire.PairingSchema)
    def post(self, payload: dict[str, Any], pairing_id: UUID) -> Response:
        """Accept or decline a pairing that the other side proposed."""
        pairing = actions.answer_pairing(current_session(), current_actor(), pairing_id=pairing_id, **payload)
        return send_bytes(orjson.dumps(pairing_document(pairing)))
