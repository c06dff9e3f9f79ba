"""Reports on the security of components, lent from city to city, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView
from sqlalchemy.orm import Session

from registry.artifacts.api.incoming import BODY, incoming_file, storage, transfers
from registry.artifacts.api.sending import as_file
from registry.artifacts.errors import ArtifactTooLarge
from registry.artifacts.naming import OCTETS
from registry.collaboration import actions, queries
from registry.collaboration.api.blueprint import blueprint
from registry.collaboration.lending_documents import report_document, request_document
from registry.collaboration.models import ReportRequest
from registry.collaboration.queries import Offered
from registry.kit.documents import render
from registry.web.body import takes_stream
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import peers as wire
from schemas.paging import PageArguments

FILE = {"type": "string", "format": "binary"}
REPORT = "/security-reports/<uuid:report_id>"
REQUEST = "/report-requests/<uuid:request_id>"


@blueprint.route("/components/<publisher>/<name>/security-reports")
class SecurityReports(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.SecurityReportPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """List the reports on a component, and whether the caller may fetch each. For cities and administrators."""
        page = queries.list_reports(
            current_session(),
            current_actor(),
            f"{publisher}/{name}",
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(report_document(row)) for row in page.items), page.after, arguments)


@blueprint.route("/components/<publisher>/<name>/security-reports/<filename>")
class SecurityReportFile(MethodView):
    @takes_stream
    @blueprint.needs("catalogue:write")
    @blueprint.doc(requestBody=BODY)
    @blueprint.arguments(wire.ReportAddArguments, location="query")
    @blueprint.answers(201, wire.SecurityReportSchema)
    def put(self, arguments: dict[str, Any], publisher: str, name: str, filename: str) -> Response:
        """Add a report that cities may ask for: 50 MB at most. What it is stands in the query."""
        full_name = f"{publisher}/{name}"

        def check(session: Session, length: int) -> int:
            actions.require_lender(session, current_actor(), full_name)
            if length > actions.REPORT_BYTES_MAX:
                raise ArtifactTooLarge(limit=actions.REPORT_BYTES_MAX)
            return actions.REPORT_BYTES_MAX

        with incoming_file(check) as received:
            report = actions.add_report(
                current_session(),
                current_actor(),
                storage(),
                component=full_name,
                filename=filename,
                received=received,
                **arguments,
            )
        return _send(queries.offered_to(current_session(), current_actor(), [report])[0], status=201)


@blueprint.route(REPORT)
class OneSecurityReport(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.SecurityReportSchema)
    def get(self, report_id: UUID) -> Response:
        """Read what a report is. For cities and administrators."""
        session, actor = current_session(), current_actor()
        return _send(queries.offered_to(session, actor, [queries.get_report(session, actor, report_id)])[0])

    @blueprint.needs("catalogue:write")
    @blueprint.answers(204)
    def delete(self, report_id: UUID) -> Response:
        """Lend it no more, as its owner."""
        actions.withdraw_report(current_session(), current_actor(), report_id=report_id)
        return Response(status=204)


@blueprint.route(f"{REPORT}/file")
class LentFile(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, FILE, content_type=OCTETS, description="The report, with Repr-Digest")
    @blueprint.alt_response(206, description="The range asked for", success=True)
    @blueprint.alt_response(307, description="A signed address in Location, good for some minutes", success=True)
    def get(self, report_id: UUID) -> Response:
        """Fetch a report that was lent to the caller's city, or is its own."""
        report = queries.get_lent(current_session(), current_actor(), report_id)
        return as_file(report, storage(), transfers())


@blueprint.route(f"{REPORT}/requests")
class RequestsForReport(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ReportRequestSchema)
    @blueprint.answers(201, wire.RequestSchema)
    def post(self, payload: dict[str, Any], report_id: UUID) -> Response:
        """Ask its owner to lend a report, as a city."""
        request = actions.request_report(current_session(), current_actor(), report_id=report_id, **payload)
        return _send_request(request, status=201)


@blueprint.route("/report-requests")
class ReportRequests(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.RequestListArguments, location="query")
    @blueprint.answers(200, wire.RequestPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List requests for the caller's reports, and its own for others', the newest first."""
        page = queries.list_requests(
            current_session(),
            current_actor(),
            status=arguments.get("status"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(request_document(row)) for row in page.items), page.after, arguments)


@blueprint.route(REQUEST)
class OneReportRequest(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.RequestSchema)
    def get(self, request_id: UUID) -> Response:
        """Read a request. For the city that asks, the owner of the report, and administrators."""
        return _send_request(queries.get_request(current_session(), current_actor(), request_id))


@blueprint.route(f"{REQUEST}/decisions")
class ReportDecisions(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.ReportDecideSchema)
    @blueprint.answers(201, wire.RequestSchema)
    def post(self, payload: dict[str, Any], request_id: UUID) -> Response:
        """Lend the report to the city until a day, or decline."""
        request = actions.decide_request(current_session(), current_actor(), request_id=request_id, **payload)
        return _send_request(request, status=201)


def _send(offered: Offered, *, status: int = 200) -> Response:
    rendered = render(report_document(offered))
    place = f"/api/v1/security-reports/{offered.report.public_id}" if status == 201 else None
    return send_document(rendered.body, rendered.etag, status=status, location=place)


def _send_request(request: ReportRequest, *, status: int = 200) -> Response:
    rendered = render(request_document(request))
    place = f"/api/v1/report-requests/{request.public_id}" if status == 201 else None
    return send_document(rendered.body, rendered.etag, status=status, location=place)
