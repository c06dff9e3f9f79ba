"""Names that are never cut apart, over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.search import actions, queries
from registry.search.api.blueprint import blueprint
from registry.search.documents import word_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import search as wire
from schemas.paging import PageArguments


@blueprint.route("/search/dictionary")
class Dictionary(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.WordPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the names that administrators have entered; those that come with the service are not among them."""
        page = queries.list_dictionary(current_session(), after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((word_document(row) for row in page.items), page.after, arguments)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.WordEnterSchema)
    @blueprint.answers(201, wire.WordSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Enter a name. The index is fed anew by it in the background; searches go on meanwhile."""
        row = actions.add_word(current_session(), current_actor(), word=payload["word"])
        return send_bytes(word_document(row), status=201)


@blueprint.route("/search/dictionary/<word>")
class OneWord(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.answers(204)
    def delete(self, word: str) -> Response:
        """Take a name out of the dictionary."""
        actions.remove_word(current_session(), current_actor(), word=word)
        return Response(status=204)
