"""Suppliers' claims over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.adoption import actions
from registry.adoption.api.blueprint import blueprint
from registry.adoption.models import AdoptionClaim
from registry.adoption.proof_documents import claim_document
from registry.adoption.queries.claims import get_claim, list_claims
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import claims as wire


@blueprint.route("/adoption-claims")
class AdoptionClaims(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.ClaimListArguments, location="query")
    @blueprint.answers(200, wire.AdoptionClaimPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List claims, the newest first: a supplier its own, a city those that name it or its units."""
        actor = current_actor()
        page = list_claims(
            current_session(),
            actor,
            **{name: arguments.get(name) for name in wire.ClaimListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(claim_document(actor, row)) for row in page.items), page.after, arguments)

    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.ClaimMakeSchema)
    @blueprint.answers(201, wire.AdoptionClaimSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Claim that a city runs a component: for operating entities. It counts nowhere before the city confirms it."""
        return _send(actions.claim_adoption(current_session(), current_actor(), **payload), 201)


@blueprint.route("/adoption-claims/<uuid:adoption_claim_id>")
class OneAdoptionClaim(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.AdoptionClaimSchema)
    def get(self, adoption_claim_id: UUID) -> Response:
        """Read a claim: for its two sides and administrators."""
        return _send(get_claim(current_session(), current_actor(), adoption_claim_id))


@blueprint.route("/adoption-claims/<uuid:adoption_claim_id>/confirmation")
class AdoptionClaimConfirmation(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.answers(200, wire.AdoptionClaimSchema)
    def post(self, adoption_claim_id: UUID) -> Response:
        """The city says that it is so: the adoption is recorded at the claimed stage, with the supplier as operator."""
        return _send(actions.confirm_claim(current_session(), current_actor(), claim_id=adoption_claim_id))


@blueprint.route("/adoption-claims/<uuid:adoption_claim_id>/rejection")
class AdoptionClaimRejection(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.ClaimRejectionSchema)
    @blueprint.answers(200, wire.AdoptionClaimSchema)
    def post(self, payload: dict[str, Any], adoption_claim_id: UUID) -> Response:
        """The city says that it is not so; the supplier reads why."""
        return _send(actions.reject_claim(current_session(), current_actor(), claim_id=adoption_claim_id, **payload))


@blueprint.route("/adoption-claims/<uuid:adoption_claim_id>/withdrawal")
class AdoptionClaimWithdrawal(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.answers(200, wire.AdoptionClaimSchema)
    def post(self, adoption_claim_id: UUID) -> Response:
        """The supplier takes its claim back."""
        return _send(actions.withdraw_adoption_claim(current_session(), current_actor(), claim_id=adoption_claim_id))


def _send(claim: AdoptionClaim, status: int = 200) -> Response:
    response = send_bytes(orjson.dumps(claim_document(current_actor(), claim)), status=status)
    if status == 201:
        response.headers["Location"] = f"/api/v1/adoption-claims/{claim.public_id}"
    return response
