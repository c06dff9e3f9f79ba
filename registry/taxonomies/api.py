"""Taxonomies over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.taxonomies.queries import CurrentTaxonomy, current_taxonomies
from registry.web.api import Blueprint
from registry.web.context import current_session
from registry.web.paging import send_short_list
from schemas import taxonomies as wire
from schemas.paging import PageArguments

blueprint = Blueprint("taxonomies", __name__, url_prefix="/api/v1", description="What components are classed by")


@blueprint.route("/taxonomies")
class Taxonomies(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.TaxonomyPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the taxonomies with their concepts and where they come from."""
        return send_short_list(
            current_taxonomies(current_session()).values(),
            arguments,
            key=lambda taxonomy: (taxonomy.code,),
            document=taxonomy_document,
        )


def taxonomy_document(taxonomy: CurrentTaxonomy) -> dict[str, Any]:
    return {**taxonomy._asdict(), "concepts": [concept._asdict() for concept in taxonomy.concepts.values()]}
