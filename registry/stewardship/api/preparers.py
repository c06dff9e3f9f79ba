"""Entities that prepare components in a city's name, and the city's signature."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.actions import sign_off_component
from registry.stewardship import actions, queries
from registry.stewardship.api.blueprint import blueprint
from registry.stewardship.documents import preparer_document
from registry.web.conditional import send_bytes, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import stewardship as wire
from schemas.catalogue import ComponentSchema
from schemas.paging import PageArguments


@blueprint.route("/organisations/<slug>/preparers")
class Preparers(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.PreparerPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Which entities prepare components in an organisation's name; an entity sees only itself."""
        return send_short_list(
            queries.list_preparers(current_session(), current_actor(), slug),
            arguments,
            key=lambda row: (row.preparer.slug,),
            document=lambda row: preparer_document(row, slug),
        )

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.PreparerAdmitSchema)
    @blueprint.answers(201, wire.PreparerSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Let an operating entity prepare components, which the organisation signs off."""
        row = actions.admit_preparer(current_session(), current_actor(), owner=slug, entity=payload["entity"])
        response = send_bytes(orjson.dumps(preparer_document(row, slug)), status=201)
        response.headers["Location"] = f"/api/v1/organisations/{slug}/preparers/{payload['entity']}"
        return response


@blueprint.route("/organisations/<slug>/preparers/<entity>")
class OnePreparer(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(204)
    def delete(self, slug: str, entity: str) -> Response:
        """End it at once. What the entity prepared stays with the organisation."""
        actions.dismiss_preparer(current_session(), current_actor(), owner=slug, entity=entity)
        return Response(status=204)


@blueprint.route("/components/<publisher>/<name>/sign-off")
class SignOff(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.SignOffSchema)
    @blueprint.answers(200, ComponentSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Sign what an entity has prepared, or return it with reasons. For the owner's own people."""
        component = sign_off_component(current_session(), current_actor(), component=f"{publisher}/{name}", **payload)
        return send_document(component.document, component.etag)
