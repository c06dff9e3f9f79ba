"""Importing publiccode.yml over HTTP."""

from functools import partial
from typing import Any, Final

import orjson
from flask import Response, request
from flask.views import MethodView

from registry.catalogue import actions
from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.documents import import_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.errors import MediaTypeUnsupported
from registry.web.wording import load_payload
from schemas import catalogue as wire
from schemas.publiccode import CarriedSchema

YAML_TYPES = (
    "application/yaml",
    "application/x-yaml",
    "text/yaml",
    "text/x-yaml",
    "text/plain",
    "application/octet-stream",
)
BODY = {
    "required": True,
    "description": "The file as it is",
    "content": {"application/yaml": {"schema": {"type": "string"}}},
}

CHECK: Final = partial(load_payload, CarriedSchema())


@blueprint.route("/publiccode")
class Publiccode(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.doc(requestBody=BODY)
    @blueprint.arguments(wire.PubliccodeImportArguments, location="query")
    @blueprint.answers(200, wire.PubliccodeImportSchema)
    @blueprint.answers(201, wire.PubliccodeImportSchema)
    def post(self, arguments: dict[str, Any]) -> Response:
        """Import a publiccode.yml: 201 with a new component, 200 otherwise; what is wrong is told line by line."""
        if request.mimetype not in YAML_TYPES:
            raise MediaTypeUnsupported(accepted=" / ".join(YAML_TYPES))
        actor = current_actor()
        imported = actions.import_publiccode(
            current_session(),
            actor,
            publisher=arguments.get("publisher") or actor.organisation or "",
            raw=request.get_data(),
            check=CHECK,
        )
        full_name = imported.component.full_name if imported.component else None
        response = send_bytes(
            orjson.dumps(import_document(imported.file, full_name)),
            status=201 if imported.created else 200,
        )
        if imported.created:
            response.headers["Location"] = f"/api/v1/components/{full_name}"
        return response
