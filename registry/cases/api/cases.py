"""Cases over HTTP: writing, sending in, reading them."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.cases import actions, queries
from registry.cases.api.blueprint import blueprint
from registry.cases.api.sending import send_case
from registry.cases.documents import stated_case
from registry.web import merge_patch
from registry.web.conditional import expected_tag
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import cases as wire

PLACE = "/cases/<uuid:case_id>"


@blueprint.route("/cases")
class Cases(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.CaseListArguments, location="query")
    @blueprint.answers(200, wire.CasePageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List cases, the newest first: the selected ones, and for those concerned their own and what they judge."""
        session, actor = current_session(), current_actor()
        page = queries.list_cases(
            session,
            actor,
            **{key: arguments.get(key) for key in wire.CaseListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        shown = (orjson.dumps(queries.document_for(session, actor, case)) for case in page.items)
        return send_page(shown, page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.CaseDraftSchema)
    @blueprint.answers(201, wire.CaseSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Begin a case of a city: a draft that nobody else sees."""
        return send_case(actions.draft_case(current_session(), current_actor(), **payload), status=201)


@blueprint.route(PLACE)
class OneCase(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.answers(200, wire.CaseSchema)
    def get(self, case_id: UUID) -> Response:
        """Read a case: everybody a selected one, others only those whom it concerns."""
        return send_case(queries.get_case(current_session(), current_actor(), case_id))

    @blueprint.needs("collaboration:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.CaseSchema)
    def patch(self, case_id: UUID) -> Response:
        """Change a draft, by JSON merge patch (RFC 7396)."""
        session, actor = current_session(), current_actor()
        present = stated_case(queries.get_case(session, actor, case_id))
        told = {name: value for name, value in present.items() if value}
        facts = merge_patch.load(wire.CaseWriteSchema(), told)
        return send_case(actions.rewrite_case(session, actor, case_id=case_id, expected_tag=expected_tag(), **facts))


@blueprint.route(f"{PLACE}/submission")
class CaseSubmission(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.answers(200, wire.CaseSchema)
    def post(self, case_id: UUID) -> Response:
        """Send a case in; it is judged in the class that its city is in today."""
        return send_case(actions.submit_case(current_session(), current_actor(), case_id=case_id))


@blueprint.route(f"{PLACE}/withdrawal")
class CaseWithdrawal(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.CaseWithdrawSchema)
    @blueprint.answers(200, wire.CaseSchema)
    def post(self, payload: dict[str, Any], case_id: UUID) -> Response:
        """Take a case back before it is decided."""
        return send_case(actions.withdraw_case(current_session(), current_actor(), case_id=case_id, **payload))
