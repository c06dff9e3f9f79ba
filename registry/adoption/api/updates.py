"""The upgrade inbox over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response, current_app
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.api.blueprint import blueprint
from registry.adoption.documents import response_document, update_document
from registry.adoption.updates import Answered
from registry.comparison.interfaces import InterfaceComparer
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import updates as wire


@blueprint.route("/organisations/<slug>/updates")
class Updates(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.UpdateArguments, location="query")
    @blueprint.answers(200, wire.UpdatePageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what an organisation runs that needs attention, the most urgent first, with what to do by when.

        For those who act for it, and for administrators. What it has put off is left out unless asked for.
        """
        comparer: InterfaceComparer = current_app.extensions["registry.comparison"]
        comparer.current()
        with_snoozed = "include" in arguments
        return send_short_list(
            queries.list_updates(current_session(), current_actor(), slug, with_snoozed=with_snoozed),
            arguments,
            key=lambda update: update.place,
            document=update_document,
        )


@blueprint.route("/adoptions/<uuid:adoption_id>/update-responses")
class UpdateResponses(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.UpdateRespondSchema)
    @blueprint.answers(201, wire.UpdateRespondedSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Take note of a piece of advice, or put it off until a day, with a reason."""
        row = actions.respond_to_advice(current_session(), current_actor(), adoption_id=adoption_id, **payload)
        answered = Answered(row.response, row.until_on, row.reason, row.recorded_at)
        said = {"adoption": str(adoption_id), "code": row.code, "about": row.about, **response_document(answered)}
        return send_bytes(orjson.dumps(said), status=201)
