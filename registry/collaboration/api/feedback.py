"""What adopters say of components, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.queries import get_component
from registry.collaboration import actions, queries
from registry.collaboration.api.blueprint import blueprint
from registry.collaboration.documents import feedback_document, response_times_document
from registry.collaboration.models import Feedback
from registry.kit.documents import render
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import collaboration as wire
from schemas.peers import ResponseTimesSchema

PLACE = "/feedback/<uuid:feedback_id>"


@blueprint.route("/feedback")
class AllFeedback(MethodView):
    @blueprint.arguments(wire.FeedbackListArguments, location="query")
    @blueprint.answers(200, wire.FeedbackPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List what was said of components, the newest first: defects, wishes, questions and what became of them."""
        page = queries.list_feedback(
            current_session(),
            current_actor(),
            **{key: arguments.get(key) for key in wire.FeedbackListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(feedback_document(row)) for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.FeedbackOpenSchema)
    @blueprint.answers(201, wire.FeedbackSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Tell the publisher of a component of a defect, a wish or a question. Who sees the component reads it."""
        return _send(actions.open_feedback(current_session(), current_actor(), **payload), status=201)


@blueprint.route(PLACE)
class OneFeedback(MethodView):
    @blueprint.answers(200, wire.FeedbackSchema)
    def get(self, feedback_id: UUID) -> Response:
        """Read a piece of feedback with its answer."""
        return _send(queries.get_feedback(current_session(), current_actor(), feedback_id))

    @blueprint.needs("collaboration:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.FeedbackSchema)
    def patch(self, feedback_id: UUID) -> Response:
        """Correct title and text, as who said it, while nobody has answered; by JSON merge patch (RFC 7396)."""
        session, actor = current_session(), current_actor()
        present = queries.get_feedback(session, actor, feedback_id)
        wording = merge_patch.load(wire.FeedbackRewordSchema(), {"title": present.title, "body": present.body})
        return _send(
            actions.reword_feedback(session, actor, feedback_id=feedback_id, **wording, expected_tag=expected_tag())
        )


@blueprint.route(f"{PLACE}/resolution")
class Resolution(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.FeedbackResolveSchema)
    @blueprint.answers(200, wire.FeedbackSchema)
    def post(self, payload: dict[str, Any], feedback_id: UUID) -> Response:
        """Say which published version resolves it: its release notes thank who reported it."""
        return _send(actions.resolve_feedback(current_session(), current_actor(), feedback_id=feedback_id, **payload))

    @blueprint.needs("catalogue:write", "collaboration:write")
    @blueprint.answers(200, wire.FeedbackSchema)
    def delete(self, feedback_id: UUID) -> Response:
        """It is not resolved after all: open it again, as the publisher or as who reported it."""
        return _reopen(feedback_id, "resolved")


@blueprint.route(f"{PLACE}/answer")
class FeedbackAnswer(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.FeedbackAnswerSchema)
    @blueprint.answers(200, wire.FeedbackSchema)
    def post(self, payload: dict[str, Any], feedback_id: UUID) -> Response:
        """Answer what stays open for now: the first answer ends the time within which one is owed."""
        return _send(actions.answer_feedback(current_session(), current_actor(), feedback_id=feedback_id, **payload))


@blueprint.route("/components/<publisher>/<name>/response-times")
class ComponentResponseTimes(MethodView):
    @blueprint.answers(200, ResponseTimesSchema)
    def get(self, publisher: str, name: str) -> Response:
        """Read how fast its publisher answers adopters, over the last 365 days."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        times = queries.response_times(session, component.id)
        return send_document(*render(response_times_document(component, times)))


@blueprint.route(f"{PLACE}/refusal")
class FeedbackRefusal(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.FeedbackDeclineSchema)
    @blueprint.answers(200, wire.FeedbackSchema)
    def post(self, payload: dict[str, Any], feedback_id: UUID) -> Response:
        """Say why nothing will be done about it."""
        return _send(actions.decline_feedback(current_session(), current_actor(), feedback_id=feedback_id, **payload))

    @blueprint.needs("catalogue:write", "collaboration:write")
    @blueprint.answers(200, wire.FeedbackSchema)
    def delete(self, feedback_id: UUID) -> Response:
        """It is to be looked at again: open it, as the publisher or as who reported it."""
        return _reopen(feedback_id, "declined")


def _reopen(feedback_id: UUID, closed_as: str) -> Response:
    return _send(
        actions.reopen_feedback(current_session(), current_actor(), feedback_id=feedback_id, closed_as=closed_as)
    )


def _send(feedback: Feedback, *, status: int = 200) -> Response:
    rendered = render(feedback_document(feedback))
    place = f"/api/v1/feedback/{feedback.public_id}" if status == 201 else None
    return send_document(rendered.body, rendered.etag, status=status, location=place)
