"""Vouching for a landscape over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.landscapes import actions
from registry.landscapes.api.blueprint import blueprint
from registry.landscapes.documents import certification_document
from registry.landscapes.queries.certifications import list_certifications
from registry.landscapes.queries.landscapes import get_body
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import landscapes as wire
from schemas.paging import PageArguments


@blueprint.route("/organisations/<slug>/certifications")
class Certifications(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.CertificationPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List who vouched that a body's landscape is complete, the latest first. For cities and administrators."""
        body = get_body(current_session(), current_actor(), slug)
        return send_short_list(
            list_certifications(current_session(), body.id),
            arguments,
            key=lambda row: (-row.certified_on.toordinal(),),
            document=lambda row: certification_document(row, body.slug),
        )

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.CertifySchema)
    @blueprint.answers(201, wire.CertificationSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Vouch in a person's name, for a year, that everything the body and its units run is recorded."""
        row = actions.certify_landscape(current_session(), current_actor(), organisation=slug, **payload)
        response = send_bytes(orjson.dumps(certification_document(row, row.organisation.slug)), status=201)
        response.headers["Location"] = f"/api/v1/organisations/{slug}/certifications"
        return response
