"""Flags, decisions and appeals over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.kit.documents import render
from registry.safeguards import actions, queries
from registry.safeguards.api.blueprint import blueprint
from registry.safeguards.documents import appeal_document, flag_document, method_document
from registry.safeguards.models import Flag
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import safeguards as wire


@blueprint.route("/flags")
class Flags(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.FlagListArguments, location="query")
    @blueprint.answers(200, wire.FlagPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List what looks like a game, the newest first: all of it for administrators, else what concerns one."""
        actor = current_actor()
        page = queries.list_flags(
            current_session(),
            actor,
            **{key: arguments.get(key) for key in wire.FlagListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(flag_document(flag, actor)) for flag in page.items), page.after, arguments)


@blueprint.route("/flags/detection")
class Detection(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.answers(200, wire.DetectedSchema)
    def post(self) -> Response:
        """Look for games now; it is done by itself once a day."""
        raised = actions.detect(current_session(), current_actor())
        return send_document(*render({"raised": len(raised)}))


@blueprint.route("/flags/<uuid:flag_id>")
class OneFlag(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.FlagSchema)
    def get(self, flag_id: UUID) -> Response:
        """Read a flag: what was seen, what was decided, what followed."""
        return _send(queries.get_flag(current_session(), current_actor(), flag_id))


@blueprint.route("/flags/<uuid:flag_id>/decisions")
class FlagDecisions(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.FlagDecisionSchema)
    @blueprint.answers(201, wire.FlagSchema)
    def post(self, payload: dict[str, Any], flag_id: UUID) -> Response:
        """Dismiss a flag or uphold it. A ring that is upheld discounts what its cities grant each other."""
        flag = actions.decide_flag(current_session(), current_actor(), flag_id=flag_id, **payload)
        return _send(flag, status=201)


@blueprint.route("/flags/<uuid:flag_id>/appeals")
class Appeals(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.AppealMakeSchema)
    @blueprint.answers(201, wire.AppealSchema)
    def post(self, payload: dict[str, Any], flag_id: UUID) -> Response:
        """Object to an upheld flag, as one of those whom it concerns."""
        session, actor = current_session(), current_actor()
        made = actions.appeal(session, actor, flag_id=flag_id, **payload)
        document = appeal_document(made, queries.get_flag(session, actor, flag_id))
        return send_document(*render(document), status=201, location=f"/api/v1/flags/{flag_id}")


@blueprint.route("/appeals/<uuid:appeal_id>/decisions")
class AppealDecisions(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.AppealDecisionSchema)
    @blueprint.answers(201, wire.AppealSchema)
    def post(self, payload: dict[str, Any], appeal_id: UUID) -> Response:
        """Grant an appeal, which ends what followed from the flag, or refuse it."""
        session, actor = current_session(), current_actor()
        decided = actions.decide_appeal(session, actor, appeal_id=appeal_id, **payload)
        flag, _ = queries.get_appeal(session, actor, appeal_id)
        return send_document(*render(appeal_document(decided, flag)), status=201)


@blueprint.route("/method")
class Method(MethodView):
    @blueprint.answers(200, wire.MethodSchema)
    def get(self) -> Response:
        """Read what stands against each way to inflate a figure, and how often somebody decided: numbers only."""
        session = current_session()
        counts = queries.count_decisions(session), queries.count_discounts(session), queries.count_appeals(session)
        return send_document(*render(method_document(*counts)))


def _send(flag: Flag, *, status: int = 200) -> Response:
    location = f"/api/v1/flags/{flag.public_id}" if status == 201 else None
    return send_document(*render(flag_document(flag, current_actor())), status=status, location=location)
