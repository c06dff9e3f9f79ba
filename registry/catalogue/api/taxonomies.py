"""Taxonomies over HTTP."""

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.taxonomy import schemes
from registry.web.paging import send_page
from schemas import catalogue as wire


@blueprint.route("/taxonomies")
class Taxonomies(MethodView):
    @blueprint.answers(200, wire.TaxonomyPageSchema)
    def get(self) -> Response:
        """List the taxonomies with their concepts and where they come from."""
        items = (
            orjson.dumps(
                {
                    "code": scheme.code,
                    "edition": scheme.edition,
                    "name": scheme.name,
                    "source": scheme.source,
                    "concepts": [concept._asdict() for concept in scheme.concepts.values()],
                }
            )
            for scheme in schemes().values()
        )
        return send_page(items, None, {})
