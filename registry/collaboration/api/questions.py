"""What cities ask one another, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.collaboration import actions, queries
from registry.collaboration.api.blueprint import blueprint
from registry.collaboration.lending_documents import question_document
from registry.collaboration.models import PeerQuestion
from registry.kit.documents import render
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import peers as wire

PLACE = "/peer-questions/<uuid:question_id>"


@blueprint.route("/peer-questions")
class PeerQuestions(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.QuestionListArguments, location="query")
    @blueprint.answers(200, wire.QuestionPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List what the caller's city asked and was asked, the newest first."""
        page = queries.list_questions(
            current_session(),
            current_actor(),
            **{key: arguments.get(key) for key in wire.QuestionListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(question_document(row)) for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.QuestionAskSchema)
    @blueprint.answers(201, wire.QuestionSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Ask a city that runs a component, through the registry. For cities."""
        return _send(actions.ask_peer(current_session(), current_actor(), **payload), status=201)


@blueprint.route(PLACE)
class OnePeerQuestion(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.QuestionSchema)
    def get(self, question_id: UUID) -> Response:
        """Read a question with its answer. For the two cities and administrators."""
        return _send(queries.get_question(current_session(), current_actor(), question_id))


@blueprint.route(f"{PLACE}/answer")
class PeerAnswer(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.QuestionAnswerSchema)
    @blueprint.answers(200, wire.QuestionSchema)
    def post(self, payload: dict[str, Any], question_id: UUID) -> Response:
        """Answer, as the city that was asked."""
        return _send(actions.answer_question(current_session(), current_actor(), question_id=question_id, **payload))


@blueprint.route(f"{PLACE}/refusal")
class PeerRefusal(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.answers(200, wire.QuestionSchema)
    def post(self, question_id: UUID) -> Response:
        """Say that there will be no answer, as the city that was asked."""
        return _send(actions.decline_question(current_session(), current_actor(), question_id=question_id))


def _send(row: PeerQuestion, *, status: int = 200) -> Response:
    rendered = render(question_document(row))
    place = f"/api/v1/peer-questions/{row.public_id}" if status == 201 else None
    return send_document(rendered.body, rendered.etag, status=status, location=place)
