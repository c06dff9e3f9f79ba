"""Claims of conformance over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.queries import get_component, get_version
from registry.kit.documents import tag_of
from registry.standards import actions, queries
from registry.standards.api.blueprint import blueprint
from registry.standards.documents import claim_document
from registry.standards.models import ConformanceClaim
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import standards as wire
from schemas.paging import PageArguments

PLACE = "/components/<publisher>/<name>/versions/<number>/conformance"


@blueprint.route(PLACE)
class Conformance(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ConformancePageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """List what a version claims to conform to, in the order it was first claimed."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        version = get_version(session, component, number)
        return send_short_list(
            queries.list_claims(session, version.id),
            arguments,
            key=lambda claim: (claim.id,),
            document=lambda claim: claim_document(claim, component.full_name),
        )

    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.ConformanceClaimSchema)
    @blueprint.answers(201, wire.ConformanceSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """Claim that a version conforms to a standard, with the report that shows it."""
        full_name = f"{publisher}/{name}"
        claim = actions.claim_conformance(
            current_session(), current_actor(), component=full_name, number=number, **payload
        )
        return _send(claim, full_name, status=201)


@blueprint.route(f"{PLACE}/<uuid:claim_id>")
class OneClaim(MethodView):
    @blueprint.answers(200, wire.ConformanceSchema)
    def get(self, publisher: str, name: str, number: str, claim_id: UUID) -> Response:
        """Read a claim, also one that was rejected or withdrawn."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        version = get_version(session, component, number)
        return _send(queries.get_claim(session, version.id, claim_id), component.full_name)

    @blueprint.needs("catalogue:write")
    @blueprint.answers(204)
    def delete(self, publisher: str, name: str, number: str, claim_id: UUID) -> Response:
        """Withdraw a claim. It may be made anew."""
        actions.withdraw_conformance(
            current_session(), current_actor(), component=f"{publisher}/{name}", number=number, claim_id=claim_id
        )
        return Response(status=204)


@blueprint.route(f"{PLACE}/<uuid:claim_id>/verification", methods=["POST"])
@blueprint.needs("assessment:write", "platform:admin")
@blueprint.arguments(wire.VerificationDecideSchema)
@blueprint.answers(200, wire.ConformanceSchema)
def verify(payload: dict[str, Any], publisher: str, name: str, number: str, claim_id: UUID) -> Response:
    """Say whether a claim holds. By assessors and authorities, never by anybody with an interest in the component."""
    full_name = f"{publisher}/{name}"
    claim = actions.verify_conformance(
        current_session(), current_actor(), component=full_name, number=number, claim_id=claim_id, **payload
    )
    return _send(claim, full_name)


def _send(claim: ConformanceClaim, component: str, *, status: int = 200) -> Response:
    body = orjson.dumps(claim_document(claim, component))
    place = f"/api/v1/components/{component}/versions/{claim.version.number}/conformance/{claim.public_id}"
    return send_document(body, tag_of(body), status=status, location=place if status == 201 else None)
