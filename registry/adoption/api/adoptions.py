"""Adoptions over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.api.blueprint import blueprint
from registry.adoption.documents import describable
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import adoption as wire
from schemas.adoption_record import AdoptionDescribeSchema


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
        adoption = queries.get_adoption(current_session(), current_actor(), adoption_id, to_assess=True)
        return send_document(adoption.document, adoption.etag)

    @blueprint.needs("adoption:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.AdoptionSchema)
    def patch(self, adoption_id: UUID) -> Response:
        """Record of an adoption how far it reaches, what it is linked to and who answers for it (RFC 7396).

        Scenario, operator, departments, levels, legacy systems, contributions, responsibilities, service level,
        environment and handover. Credentials are refused.
        """
        session, actor = current_session(), current_actor()
        present = describable(queries.get_adoption(session, actor, adoption_id))
        told = merge_patch.load(AdoptionDescribeSchema(), present)
        adoption = actions.describe_adoption(
            session, actor, adoption_id=adoption_id, expected_tag=expected_tag(), **told
        )
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
