"""Handing a component over, with the consent of both sides."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.models import ComponentTransfer
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.stewardship import actions, queries
from registry.stewardship.api.blueprint import blueprint
from registry.stewardship.documents import transfer_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import stewardship as wire

ONE_OF_TWO = Bilingual(
    "to（提出移交）与 accept（答复移交）须且只能给出一个。", "Give either 'to', to offer it, or 'accept', to answer."
)


def send_transfer(transfer: ComponentTransfer, *, status: int = 200) -> Response:
    response = send_bytes(orjson.dumps(transfer_document(transfer)), status=status)
    if status == 201:
        response.headers["Location"] = f"/api/v1/components/{transfer.component.full_name}/transfer"
    return response


@blueprint.route("/components/<publisher>/<name>/transfer")
class Transfer(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.TransferSchema)
    def get(self, publisher: str, name: str) -> Response:
        """The last transfer of a component; hidden from all but both sides and administrators."""
        return send_transfer(queries.get_transfer(current_session(), current_actor(), f"{publisher}/{name}"))

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.TransferActSchema)
    @blueprint.answers(200, wire.TransferSchema)
    @blueprint.alt_response(201, schema=wire.TransferSchema, description="Offered", success=True)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Offer a component to another city or authority (`to`), or answer an offer to one's own (`accept`)."""
        if len(payload) != 1:
            raise PayloadInvalid(errors=[FieldError(f"/{field}", ONE_OF_TWO) for field in ("to", "accept")])
        session, actor, component = current_session(), current_actor(), f"{publisher}/{name}"
        if "to" in payload:
            offered = actions.offer_transfer(session, actor, component=component, to=payload["to"])
            return send_transfer(offered, status=201)
        return send_transfer(actions.answer_transfer(session, actor, component=component, accept=payload["accept"]))

    @blueprint.needs("organisation:manage")
    @blueprint.answers(204)
    def delete(self, publisher: str, name: str) -> Response:
        """Take an offer back."""
        actions.withdraw_transfer(current_session(), current_actor(), component=f"{publisher}/{name}")
        return Response(status=204)
