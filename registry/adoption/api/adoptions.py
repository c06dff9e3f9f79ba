"""Adoptions over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.api.blueprint import blueprint
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import adoption as wire


@blueprint.route("/adoptions")
class Adoptions(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.AdoptionListArguments, location="query")
    @blueprint.answers(200, wire.AdoptionPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List adoptions, the newest first. For cities and administrators."""
        page = queries.list_adoptions(
            current_session(),
            current_actor(),
            **{key: arguments.get(key) for key in wire.AdoptionListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((document for _, document in page.items), page.after, arguments)

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.AdoptionBeginSchema)
    @blueprint.answers(201, wire.AdoptionSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Begin an adoption: it is planned, at a version or at one not yet known."""
        adoption = actions.adopt_component(current_session(), current_actor(), **payload)
        return send_document(
            adoption.document,
            adoption.etag,
            status=201,
            location=f"/api/v1/adoptions/{adoption.public_id}",
        )


@blueprint.route("/adoptions/<uuid:adoption_id>")
class OneAdoption(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.AdoptionSchema)
    def get(self, adoption_id: UUID) -> Response:
        """Read an adoption with its history."""
        adoption = queries.get_adoption(current_session(), current_actor(), adoption_id)
        return send_document(adoption.document, adoption.etag)


@blueprint.route("/adoptions/<uuid:adoption_id>/transitions")
class Transitions(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.TransitionSchema)
    @blueprint.answers(201, wire.AdoptionSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Bring an adoption into another stage; the present stage with another version is an upgrade."""
        adoption = actions.move_adoption(current_session(), current_actor(), adoption_id=adoption_id, **payload)
        return send_document(adoption.document, adoption.etag, status=201)
