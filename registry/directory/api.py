"""Finding organisations over HTTP."""

from typing import Any

import orjson
from flask import Response, current_app
from flask.views import MethodView

from registry.directory import queries
from registry.web.api import Blueprint
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import directory as wire

blueprint = Blueprint("directory", __name__, url_prefix="/api/v1", description="Finding organisations")


def engines() -> queries.Engines:
    """The indexes of this node."""
    return queries.Engines(current_app.extensions["registry.directory"], current_app.extensions["registry.search"])


@blueprint.route("/organisations")
class Organisations(MethodView):
    @blueprint.arguments(wire.OrganisationListArguments, location="query")
    @blueprint.answers(200, wire.OrganisationPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Search organisations: by name in Chinese, English or pinyin, by what they offer and, for cities, use."""
        found = queries.find_organisations(
            current_session(),
            engines(),
            current_actor(),
            queries.Wanted(
                words=arguments["q"],
                filters={name: arguments[name] for name in wire.FILTERS if arguments.get(name)},
                **{name: arguments.get(name) for name in ("parent", "division", "offers", "uses")},
            ),
            sort=arguments.get("sort"),
            facets=[name for name in arguments["facets"].split(",") if name],
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        result = found.result
        rest = {
            "total": result.total,
            "facets": {
                name: [{"value": value, "count": count} for value, count in counts]
                for name, counts in result.facets.items()
            },
            "corrected": result.corrected,
        }
        return send_page(found.documents, result.next, arguments, b"," + orjson.dumps(rest)[1:-1])
