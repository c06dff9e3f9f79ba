"""Comparing versions and components, over HTTP."""

from typing import Any, Final

import orjson
from flask import Response, current_app, request
from flask.views import MethodView

from registry.comparison import queries
from registry.comparison.comparing import compare_numbers
from registry.comparison.documents import checked_document, comparison_document, side_by_side_document
from registry.comparison.interfaces import InterfaceComparer
from registry.comparison.openapi import MAX_BYTES, check_interface
from registry.web.api import Blueprint
from registry.web.body import takes_up_to
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.errors import MediaTypeUnsupported
from schemas import comparison as wire

blueprint = Blueprint("comparison", __name__, url_prefix="/api/v1", description="Comparing versions and components")

DOCUMENT_TYPES: Final = (
    "application/json",
    "application/yaml",
    "application/x-yaml",
    "application/vnd.oai.openapi",
    "application/vnd.oai.openapi+json",
    "application/openapi+json",
    "application/openapi+yaml",
    "text/yaml",
    "text/x-yaml",
    "text/plain",
    "application/octet-stream",
)
BODY: Final = {
    "required": True,
    "description": "An OpenAPI 3.0 or 3.1 document in JSON or YAML, as it is",
    "content": {"application/yaml": {"schema": {"type": "string"}}, "application/json": {"schema": {"type": "object"}}},
}


def comparer() -> InterfaceComparer:
    found: InterfaceComparer = current_app.extensions["registry.comparison"]
    return found


@blueprint.route("/components/<publisher>/<name>/versions/<number>/compare/<other>")
class VersionsCompared(MethodView):
    @blueprint.answers(200, wire.VersionComparisonSchema)
    def get(self, publisher: str, name: str, number: str, other: str) -> Response:
        """What going from one version to another means, up or down: interface, requirements, platforms, size.

        The interface counts where both versions have an OpenAPI document with the role `interface`, else the number.
        """
        full_name = f"{publisher}/{name}"
        found = compare_numbers(
            current_session(), current_actor(), comparer(), component=full_name, number=number, other=other
        )
        return send_bytes(orjson.dumps(comparison_document(full_name, found)))


@blueprint.route("/comparisons")
class Comparisons(MethodView):
    @blueprint.arguments(wire.ComparisonArguments, location="query")
    @blueprint.answers(200, wire.ComparisonSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Two to four components side by side: a row for each attribute, told apart where they differ."""
        found = queries.compare(current_session(), current_actor(), arguments["component"])
        return send_bytes(orjson.dumps(side_by_side_document(found)))


@blueprint.route("/interface-checks")
class InterfaceChecks(MethodView):
    @takes_up_to(MAX_BYTES)
    @blueprint.needs()
    @blueprint.doc(requestBody=BODY)
    @blueprint.answers(200, wire.InterfaceCheckSchema)
    def post(self) -> Response:
        """Check an OpenAPI document before it is attached to a version; nothing is kept. Mistakes are told by line."""
        if request.mimetype not in DOCUMENT_TYPES:
            raise MediaTypeUnsupported(accepted=" / ".join(DOCUMENT_TYPES))
        return send_bytes(orjson.dumps(checked_document(check_interface(request.get_data()))))
