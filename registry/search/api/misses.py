"""Searches that found nothing, over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.kit.documents import tag_of
from registry.search import actions, queries
from registry.search.api.blueprint import blueprint
from registry.search.documents import miss_document
from registry.search.models import SearchMiss
from registry.web import merge_patch
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import search as wire


@blueprint.route("/search/misses")
class Misses(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.MissArguments, location="query")
    @blueprint.answers(200, wire.MissPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List what was looked for in vain at least twice, the most frequent first."""
        page = queries.list_misses(
            current_session(),
            current_actor(),
            status=arguments.get("status"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((miss_document(row) for row in page.items), page.after, arguments)


@blueprint.route("/search/misses/<path:words>")
class OneMiss(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.answers(200, wire.MissSchema)
    def get(self, words: str) -> Response:
        """Read how often words were looked for in vain."""
        return _send(queries.get_miss(current_session(), current_actor(), words))

    @blueprint.needs("platform:admin")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.MissSchema)
    def patch(self, words: str) -> Response:
        """Say what became of it: answered by a component, ignored, or open again. Counts go on meanwhile: no tag."""
        answer = merge_patch.load(wire.MissAnswerSchema(), {})
        return _send(actions.answer_miss(current_session(), current_actor(), words=words, **answer))


def _send(row: SearchMiss) -> Response:
    body = miss_document(row)
    return send_document(body, tag_of(body))
