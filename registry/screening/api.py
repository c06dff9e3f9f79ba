"""Screening over HTTP."""

from typing import Any

import orjson
from flask import Response, current_app
from flask.views import MethodView

from registry.screening import actions, queries
from registry.screening.documents import certificate_document
from registry.screening.family import get_family
from registry.screening.finding import screen
from registry.screening.models import Screening
from registry.search.engine import SearchEngine
from registry.web.api import Blueprint, redirects
from registry.web.conditional import send_bytes, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import screening as wire

blueprint = Blueprint("screening", __name__, url_prefix="/api/v1", description="What exists already that does this")


def search_engine() -> SearchEngine:
    engine: SearchEngine = current_app.extensions["registry.search"]
    return engine


@blueprint.route("/screenings")
class Screenings(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.ScreeningListArguments, location="query")
    @blueprint.answers(200, wire.ScreeningPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the screenings that were kept, the newest first: one's own, for administrators everybody's."""
        page = queries.list_screenings(
            current_session(),
            current_actor(),
            **{key: arguments.get(key) for key in wire.ScreeningListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((document for _, document in page.items), page.after, arguments)

    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.ScreeningAskSchema)
    @blueprint.answers(200, wire.ScreeningResultSchema, description="What exists already; nothing was kept")
    @blueprint.alt_response(201, schema=wire.ScreeningSchema, description="Kept and numbered", success=True)
    def post(self, payload: dict[str, Any]) -> Response:
        """Hold a project's description against the catalogue. With `keep`, and a token, it is numbered and kept."""
        actor = current_actor()
        found = screen(search_engine(), actor, payload)
        if not payload["keep"]:
            return send_bytes(orjson.dumps({"found": found.found, **found._asdict()}))
        screening = actions.keep_screening(
            current_session(),
            actor,
            asked=payload,
            found=found,
            project=payload.get("project"),
            organisation=payload.get("organisation"),
        )
        return _send(screening, status=201, location=f"/api/v1/screenings/{screening.number}")


@blueprint.route("/screenings/<string:screening_number>")
class OneScreening(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.ScreeningArguments, location="query")
    @blueprint.answers(200, wire.ScreeningSchema)
    def get(self, arguments: dict[str, Any], screening_number: str) -> Response:
        """Read a screening: in full for who asked and administrators, as a certificate for anybody with its `code`."""
        session, actor = current_session(), current_actor()
        if "code" in arguments:
            screening = queries.get_certificate(session, screening_number, arguments["code"])
            if not queries.is_party(actor, screening):
                return send_bytes(orjson.dumps(certificate_document(screening)))
        return _send(queries.get_screening(session, actor, screening_number))

    @blueprint.needs()
    @blueprint.answers(204)
    def delete(self, screening_number: str) -> Response:
        """Withdraw an open screening. It stays readable, and so does its number."""
        actions.withdraw_screening(current_session(), current_actor(), number=screening_number)
        return Response(status=204)


@blueprint.route("/screenings/<string:screening_number>/decision")
class Decision(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.ScreeningDecisionSchema)
    @blueprint.answers(200, wire.ScreeningSchema)
    def post(self, payload: dict[str, Any], screening_number: str) -> Response:
        """Decide on a project, once: reuse, adapt, or build anew; and what becomes of its budget."""
        decided = actions.decide_screening(current_session(), current_actor(), number=screening_number, **payload)
        return _send(decided)


@blueprint.route("/components/<string:publisher>/<string:name>/family")
class ComponentFamily(MethodView):
    @redirects(blueprint)
    @blueprint.answers(200, wire.FamilySchema)
    def get(self, publisher: str, name: str) -> Response:
        """Read what a component is based on, what was made from it, and what is nearly the same without saying so."""
        family = get_family(current_session(), search_engine(), current_actor(), f"{publisher}/{name}")
        return send_bytes(orjson.dumps(family.document()))


def _send(screening: Screening, **options: Any) -> Response:
    return send_document(screening.document, screening.etag, **options)
