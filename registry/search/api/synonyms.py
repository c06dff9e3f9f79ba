"""Words that mean the same, over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.search import actions, queries
from registry.search.api.blueprint import blueprint
from registry.search.documents import synonyms_document
from registry.search.models import SynonymSet
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import search as wire
from schemas.paging import PageArguments


@blueprint.route("/search/synonyms")
class Synonyms(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.SynonymsPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the words that mean the same to search, in the order in which they were entered."""
        page = queries.list_synonyms(current_session(), after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((synonyms_document(row) for row in page.items), page.after, arguments)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.SynonymsEnterSchema)
    @blueprint.answers(201, wire.SynonymsSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Enter a set of words that mean the same. Searches go by it within a second, without indexing."""
        return _send(actions.add_synonyms(current_session(), current_actor(), **payload), status=201)


@blueprint.route("/search/synonyms/<uuid:identifier>")
class OneSynonyms(MethodView):
    @blueprint.answers(200, wire.SynonymsSchema)
    def get(self, identifier: UUID) -> Response:
        """Read a set of words that mean the same."""
        return _send(queries.get_synonyms(current_session(), identifier))

    @blueprint.needs("platform:admin")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.SynonymsSchema)
    def patch(self, identifier: UUID) -> Response:
        """Change a set, also one that came with the service."""
        session, schema = current_session(), wire.SynonymsEnterSchema()
        row = queries.get_synonyms(session, identifier)
        present = {"words": row.words, **({"note": row.note} if row.note else {})}
        changes = merge_patch.load(schema, present)
        tag = expected_tag()
        return _send(
            actions.revise_synonyms(
                session,
                current_actor(),
                identifier=identifier,
                words=changes["words"],
                note=changes.get("note"),
                expected_tag=tag,
            )
        )

    @blueprint.needs("platform:admin")
    @blueprint.answers(204)
    def delete(self, identifier: UUID) -> Response:
        """Take a set away."""
        tag = expected_tag()
        actions.remove_synonyms(current_session(), current_actor(), identifier=identifier, expected_tag=tag)
        return Response(status=204)


def _send(row: SynonymSet, *, status: int = 200) -> Response:
    location = f"/api/v1/search/synonyms/{row.public_id}" if status == 201 else None
    return send_document(synonyms_document(row), row.etag, status=status, location=location)
