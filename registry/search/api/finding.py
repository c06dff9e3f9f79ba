"""Finding components over HTTP."""

from collections.abc import Mapping
from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.search import queries
from registry.search.api.blueprint import blueprint, miss_counter, search_engine
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import search as wire


@blueprint.route("/components")
class Components(MethodView):
    @blueprint.arguments(wire.SearchArguments, location="query")
    @blueprint.answers(200, wire.SearchPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Search components: Chinese, English, pinyin and typing errors; facets count the whole result."""
        found = queries.search_components(
            current_session(),
            search_engine(),
            current_actor(),
            words=arguments["q"],
            filters={key: arguments[key] for key in wire.FILTERS if arguments.get(key)},
            adopted_by=arguments.get("adopted_by"),
            like=arguments.get("like"),
            sort=arguments.get("sort"),
            facets=[name for name in arguments["facets"].split(",") if name],
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        result = found.result
        if queries.is_miss(result, arguments):
            miss_counter().count(arguments["q"])
        rest = {
            "total": result.total,
            "facets": {
                name: [{"value": value, "count": count} for value, count in counts]
                for name, counts in result.facets.items()
            },
            "corrected": result.corrected,
        }
        items = (_with_count(document, count) for document, count in found.items)
        return send_page(items, result.next, arguments, b"," + orjson.dumps(rest)[1:-1])


def _with_count(document: bytes, count: Mapping[str, Any]) -> bytes:
    """The rendered document with the count beside it: put in without reading it again."""
    return document[:-1] + b"," + orjson.dumps(count)[1:]


@blueprint.route("/components/suggestions")
class ComponentSuggestions(MethodView):
    @blueprint.arguments(wire.SuggestionArguments, location="query")
    @blueprint.answers(200, wire.SuggestionsSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Complete what is being typed, or offer a better spelling."""
        found = queries.suggest_components(search_engine(), current_actor(), arguments["q"], arguments["limit"])
        return send_bytes(orjson.dumps({"completions": found.completions, "corrected": found.corrected}))
