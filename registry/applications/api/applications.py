"""Applications over HTTP: foreseeing one, handing it in, reading and listing them."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.applications import actions, queries
from registry.applications.api.blueprint import blueprint
from registry.applications.api.sending import send_application
from registry.applications.foreseeing import foresee
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session, database
from registry.web.idempotency import key_of_request
from registry.web.paging import read_cursor, send_page
from schemas import applications as wire


@blueprint.route("/applications/preview")
class Preview(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.ApplicationPreviewSchema)
    @blueprint.answers(200, wire.ApplicationForeseenSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Foresee an application: who decides until when, what each item needs, what others paid. Nothing is kept."""
        actor = current_actor()
        if key_of_request() is None:
            # It only reads: writers need not wait for it.
            current_session().rollback()
        with database().reading() as session:
            return send_bytes(orjson.dumps(foresee(session, actor, **payload)))


@blueprint.route("/applications")
class Applications(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.ApplicationListArguments, location="query")
    @blueprint.answers(200, wire.ApplicationPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List applications, the newest first: one's own, and those that one decides."""
        actor = current_actor()
        page = queries.list_applications(
            current_session(),
            actor,
            **{key: arguments.get(key) for key in wire.ApplicationListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        shown = (orjson.dumps(queries.document_for(actor, application)) for application in page.items)
        return send_page(shown, page.after, arguments)

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.ApplicationSubmitSchema)
    @blueprint.answers(201, wire.ApplicationSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Apply for several components at once; each item takes its own route and is decided separately."""
        return send_application(actions.submit_application(current_session(), current_actor(), **payload), status=201)


@blueprint.route("/applications/<uuid:application_id>")
class OneApplication(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.ApplicationSchema)
    def get(self, application_id: UUID) -> Response:
        """Read an application with the steps of its items."""
        return send_application(queries.get_application(current_session(), current_actor(), application_id))


@blueprint.route("/applications/<uuid:application_id>/decisions")
class Decisions(MethodView):
    @blueprint.needs("adoption:write", "catalogue:write")
    @blueprint.arguments(wire.ItemDecisionSchema)
    @blueprint.answers(200, wire.ApplicationSchema)
    def post(self, payload: dict[str, Any], application_id: UUID) -> Response:
        """Approve, return or reject an item, as the organisation that decides now and not as who submitted it."""
        return send_application(
            actions.decide_item(current_session(), current_actor(), application_id=application_id, **payload)
        )
