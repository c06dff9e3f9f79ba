"""Buying together, over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.kit.documents import render
from registry.services import actions, queries
from registry.services.api.blueprint import blueprint
from registry.services.documents import member_document, purchase_describable, render_purchase
from registry.services.models import Purchase
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import services as wire

PURCHASE = "/purchases/<uuid:purchase_id>"


def _send(purchase: Purchase, *, status: int = 200, location: str | None = None) -> Response:
    return send_document(*render_purchase(purchase), status=status, location=location)


@blueprint.route("/purchases")
class Purchases(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.PurchaseListArguments, location="query")
    @blueprint.answers(200, wire.PurchasePageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List joint purchases, the newest first. For cities and administrators."""
        said = {key: arguments.get(key) for key in ("status", "component", "member")}
        page = queries.list_purchases(
            current_session(), current_actor(), **said, after=read_cursor(arguments), limit=arguments["limit"]
        )
        return send_page((render_purchase(row).body for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.PurchaseOrganiseSchema)
    @blueprint.answers(201, wire.PurchaseSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Call for buying a component or a service together, as a city or an authority."""
        purchase = actions.organise_purchase(current_session(), current_actor(), **payload)
        return _send(purchase, status=201, location=f"/api/v1/purchases/{purchase.public_id}")


@blueprint.route(PURCHASE)
class OnePurchase(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.PurchaseSchema)
    def get(self, purchase_id: UUID) -> Response:
        """Read a joint purchase, with its members, its agreements and what was taken up."""
        return _send(queries.get_purchase(current_session(), current_actor(), purchase_id))

    @blueprint.needs("collaboration:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.PurchaseSchema)
    def patch(self, purchase_id: UUID) -> Response:
        """Change its title, terms, last day or minimum while it is open, as its organiser."""
        session, actor, tag = current_session(), current_actor(), expected_tag()
        present = queries.get_purchase(session, actor, purchase_id)
        payload = merge_patch.load(wire.PurchaseChangeSchema(), purchase_describable(present))
        return _send(actions.change_purchase(session, actor, purchase_id=purchase_id, expected_tag=tag, **payload))


@blueprint.route(f"{PURCHASE}/members/<organisation>")
class OnePurchaseMember(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.PurchaseMemberSchema)
    def get(self, purchase_id: UUID, organisation: str) -> Response:
        """Whether a city takes part, and since when."""
        purchase = queries.get_purchase(current_session(), current_actor(), purchase_id)
        return send_document(*render(member_document(queries.get_member(purchase, organisation))))

    @blueprint.needs("collaboration:write")
    @blueprint.alt_response(201, schema=wire.PurchaseSchema, description="It joined just now")
    @blueprint.answers(200, wire.PurchaseSchema)
    def put(self, purchase_id: UUID, organisation: str) -> Response:
        """Join, as a city, until it closes."""
        purchase, is_new = actions.join_purchase(
            current_session(), current_actor(), purchase_id=purchase_id, organisation=organisation
        )
        return _send(purchase, status=201 if is_new else 200)

    @blueprint.needs("collaboration:write")
    @blueprint.answers(204)
    def delete(self, purchase_id: UUID, organisation: str) -> Response:
        """Leave, until it closes."""
        actions.leave_purchase(current_session(), current_actor(), purchase_id=purchase_id, organisation=organisation)
        return Response(status=204)


@blueprint.route(f"{PURCHASE}/closing")
class PurchaseClosing(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.PurchaseCloseSchema)
    @blueprint.answers(200, wire.PurchaseSchema)
    def post(self, payload: dict[str, Any], purchase_id: UUID) -> Response:
        """End joining, once there are enough members: agreements are recorded from now on."""
        return _send(actions.close_purchase(current_session(), current_actor(), purchase_id=purchase_id, **payload))


@blueprint.route(f"{PURCHASE}/cancellation")
class PurchaseCancellation(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.PurchaseCancelSchema)
    @blueprint.answers(200, wire.PurchaseSchema)
    def post(self, payload: dict[str, Any], purchase_id: UUID) -> Response:
        """Give it up, with a reason."""
        return _send(actions.cancel_purchase(current_session(), current_actor(), purchase_id=purchase_id, **payload))


@blueprint.route(f"{PURCHASE}/agreements")
class PurchaseAgreements(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.PurchaseAgreeSchema)
    @blueprint.answers(201, wire.PurchaseSchema)
    def post(self, payload: dict[str, Any], purchase_id: UUID) -> Response:
        """Record what a closed group agreed on with a supplier, as its organiser."""
        purchase = actions.record_agreement(current_session(), current_actor(), purchase_id=purchase_id, **payload)
        return _send(purchase, status=201, location=f"/api/v1/purchases/{purchase_id}")


@blueprint.route(f"{PURCHASE}/agreements/<uuid:agreement_id>/call-offs")
class PurchaseCallOffs(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.CallOffSchema)
    @blueprint.answers(201, wire.PurchaseSchema)
    def post(self, payload: dict[str, Any], purchase_id: UUID, agreement_id: UUID) -> Response:
        """Take up an agreement for one of one's own adoptions, as a member that it covers."""
        purchase = actions.call_off(
            current_session(), current_actor(), purchase_id=purchase_id, agreement_id=agreement_id, **payload
        )
        return _send(purchase, status=201, location=f"/api/v1/purchases/{purchase_id}")
