"""Taxonomies over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.taxonomy import Scheme, schemes
from registry.web.paging import send_short_list
from schemas import catalogue as wire
from schemas.paging import PageArguments


@blueprint.route("/taxonomies")
class Taxonomies(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.TaxonomyPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the taxonomies with their concepts and where they come from."""
        return send_short_list(
            schemes().values(), arguments, key=lambda scheme: (scheme.code,), document=taxonomy_document
        )


def taxonomy_document(scheme: Scheme) -> dict[str, Any]:
    return {**scheme._asdict(), "concepts": [concept._asdict() for concept in scheme.concepts.values()]}
