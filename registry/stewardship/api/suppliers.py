"""Who supplies a component."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.models import SupplierClaim
from registry.catalogue.queries import get_component
from registry.stewardship import actions, queries
from registry.stewardship.api.blueprint import blueprint
from registry.stewardship.documents import claim_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import stewardship as wire
from schemas.paging import PageArguments


def send_claim(claim: SupplierClaim, *, status: int = 200) -> Response:
    response = send_bytes(orjson.dumps(claim_document(claim)), status=status)
    if status == 201:
        place = f"/api/v1/components/{claim.component.full_name}/suppliers/{claim.public_id}"
        response.headers["Location"] = place
    return response


@blueprint.route("/components/<publisher>/<name>/suppliers")
class Suppliers(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.SupplierPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """Who supplies a component: confirmed claims for all, the others for both parties and administrators."""
        session, actor = current_session(), current_actor()
        component = get_component(session, actor, f"{publisher}/{name}")
        page = queries.list_claims(session, actor, component.id, after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((orjson.dumps(claim_document(row)) for row in page.items), page.after, arguments)

    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.ClaimSchema)
    @blueprint.answers(201, wire.SupplierSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """State, as an operating entity, what one does for a component. The publisher confirms it."""
        claim = actions.claim_supply(current_session(), current_actor(), component=f"{publisher}/{name}", **payload)
        return send_claim(claim, status=201)


@blueprint.route("/components/<publisher>/<name>/suppliers/<uuid:supply_id>")
class OneSupplier(MethodView):
    @blueprint.answers(200, wire.SupplierSchema)
    def get(self, publisher: str, name: str, supply_id: UUID) -> Response:
        """Read a claim."""
        return send_claim(queries.get_claim(current_session(), current_actor(), f"{publisher}/{name}", supply_id))

    @blueprint.needs("catalogue:write")
    @blueprint.answers(204)
    def delete(self, publisher: str, name: str, supply_id: UUID) -> Response:
        """Take one's own claim back."""
        actions.withdraw_claim(current_session(), current_actor(), component=f"{publisher}/{name}", claim_id=supply_id)
        return Response(status=204)


@blueprint.route("/components/<publisher>/<name>/suppliers/<uuid:supply_id>/decision")
class ClaimDecision(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.ClaimDecisionSchema)
    @blueprint.answers(200, wire.SupplierSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, supply_id: UUID) -> Response:
        """Confirm or reject a claim, as the component's publisher."""
        claim = actions.decide_claim(
            current_session(), current_actor(), component=f"{publisher}/{name}", claim_id=supply_id, **payload
        )
        return send_claim(claim)


@blueprint.route("/components/<publisher>/<name>/suppliers/<uuid:supply_id>/renewal")
class ClaimRenewal(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.answers(200, wire.SupplierSchema)
    def post(self, publisher: str, name: str, supply_id: UUID) -> Response:
        """Say for another year that one's own claim holds."""
        claim = actions.renew_claim(
            current_session(), current_actor(), component=f"{publisher}/{name}", claim_id=supply_id
        )
        return send_claim(claim)


@blueprint.route("/organisations/<slug>/supplies")
class Supplies(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.SupplierPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """What an entity supplies."""
        page = queries.list_supplies(
            current_session(), current_actor(), slug, after=read_cursor(arguments), limit=arguments["limit"]
        )
        return send_page((orjson.dumps(claim_document(row)) for row in page.items), page.after, arguments)
