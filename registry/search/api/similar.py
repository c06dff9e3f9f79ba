"""More like this, over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.search import queries
from registry.search.api.blueprint import blueprint, search_engine
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import search as wire


@blueprint.route("/components/<publisher>/<name>/similar")
class SimilarComponents(MethodView):
    @blueprint.arguments(wire.SimilarArguments, location="query")
    @blueprint.answers(200, wire.SimilarListSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """List the components most like one, with what they share: scenarios, tags, words of title and summary."""
        found = queries.similar_components(
            current_session(), search_engine(), current_actor(), f"{publisher}/{name}", limit=arguments["limit"]
        )
        return send_bytes(b'{"items":[%b]}' % b",".join(_item(similar) for similar in found))


def _item(similar: queries.Similar) -> bytes:
    why = {"scenarios": similar.scenarios, "tags": similar.tags, "words": similar.words}
    rest = orjson.dumps({"similarity": similar.similarity, "why": why})
    return b'{"component":%b,%b' % (similar.document, rest[1:])
