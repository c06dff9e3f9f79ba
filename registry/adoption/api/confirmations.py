"""Another side's word on an adoption over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.adoption import actions
from registry.adoption.api.blueprint import blueprint
from registry.adoption.proof_documents import confirmation_document
from registry.adoption.queries.confirmations import get_confirmable, list_confirmations
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import evidence as wire
from schemas.paging import PageArguments


@blueprint.route("/adoptions/<uuid:adoption_id>/confirmations")
class Confirmations(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ConfirmationPageSchema)
    def get(self, arguments: dict[str, Any], adoption_id: UUID) -> Response:
        """List who confirmed or disputed an adoption, also what was withdrawn. An operating entity that publishes the
        component sees its own word only.
        """
        session, actor = current_session(), current_actor()
        adoption = get_confirmable(session, actor, adoption_id)
        page = list_confirmations(session, actor, adoption, after=read_cursor(arguments), limit=arguments["limit"])
        items = (orjson.dumps(confirmation_document(adoption, row)) for row in page.items)
        return send_page(items, page.after, arguments)

    @blueprint.needs("catalogue:write", "assessment:write", "platform:admin")
    @blueprint.arguments(wire.ConfirmationMakeSchema)
    @blueprint.answers(201, wire.ConfirmationSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Confirm or dispute an adoption: its publisher, an assessor, an administrator; never the adopter's side."""
        session, actor = current_session(), current_actor()
        confirmation = actions.confirm_adoption(session, actor, adoption_id=adoption_id, **payload)
        adoption = get_confirmable(session, actor, adoption_id)
        return send_bytes(orjson.dumps(confirmation_document(adoption, confirmation)), status=201)


@blueprint.route("/adoptions/<uuid:adoption_id>/confirmations/<uuid:confirmation_id>/withdrawal")
class ConfirmationWithdrawals(MethodView):
    @blueprint.needs("catalogue:write", "assessment:write", "platform:admin")
    @blueprint.arguments(wire.ConfirmationWithdrawalSchema)
    @blueprint.answers(201, wire.ConfirmationSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID, confirmation_id: UUID) -> Response:
        """Take a word back, with a reason: its organisation, or an administrator."""
        session, actor = current_session(), current_actor()
        confirmation = actions.withdraw_confirmation(
            session, actor, adoption_id=adoption_id, confirmation_id=confirmation_id, **payload
        )
        adoption = get_confirmable(session, actor, adoption_id)
        return send_bytes(orjson.dumps(confirmation_document(adoption, confirmation)), status=201)
