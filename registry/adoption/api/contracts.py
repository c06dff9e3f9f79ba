"""The contract of an adoption over HTTP: cities and administrators only."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.api.blueprint import blueprint
from registry.web.conditional import send_document, tag_to_replace
from registry.web.context import current_actor, current_session
from schemas import adoption_record as wire


@blueprint.route("/adoptions/<uuid:adoption_id>/contract")
class AdoptionContract(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.ContractSchema)
    def get(self, adoption_id: UUID) -> Response:
        """Read the contract an adoption runs under. For cities and administrators."""
        session = current_session()
        contract = queries.get_contract(session, queries.get_adoption(session, current_actor(), adoption_id))
        return send_document(contract.document, contract.etag)

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.ContractPutSchema)
    @blueprint.alt_response(201, schema=wire.ContractSchema, description="Recorded for the first time")
    @blueprint.answers(200, wire.ContractSchema)
    def put(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Record the contract: price, term and options. The first time with `If-None-Match: *`."""
        replaced = tag_to_replace()
        contract = actions.state_contract(
            current_session(), current_actor(), adoption_id=adoption_id, expected_tag=replaced, **payload
        )
        return send_document(contract.document, contract.etag, status=200 if replaced else 201)
