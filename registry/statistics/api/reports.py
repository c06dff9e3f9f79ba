"""Monthly reports over HTTP."""

from typing import Any, Final

from flask import Response
from flask.views import MethodView

from registry.artifacts.api.sending import disposition
from registry.kit.documents import render
from registry.kit.spreadsheets import MEDIA_TYPES, xlsx_of
from registry.statistics import actions
from registry.statistics.api.blueprint import blueprint
from registry.statistics.api.report_files import render_report_file
from registry.statistics.queries.reports import get_report, list_reports
from registry.statistics.report_documents import report_document, report_entry
from registry.statistics.tables import report_sheets
from registry.web.conditional import Document, send_document
from registry.web.context import current_actor, current_language, current_session
from registry.web.paging import send_short_list
from schemas import statistics_reports as wire
from schemas.paging import PageArguments

FILE: Final = {"type": "string", "format": "binary"}


@blueprint.route("/reports")
class Reports(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.MonthlyReportEntryPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the monthly reports that were issued."""
        rows = list_reports(current_session())
        return send_short_list(rows, arguments, key=lambda row: (row.month.isoformat(),), document=report_entry)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.MonthlyReportIssueSchema)
    @blueprint.answers(201, wire.MonthlyReportSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Issue the report of a month that is over. It is issued by itself on the first working day; once, for good."""
        actor = current_actor()
        report = actions.issue_report(current_session(), actor, month=payload["month"])
        rendered = render(report_document(report, actor))
        return send_document(*rendered, status=201, location=f"/api/v1/reports/{payload['month']}")


@blueprint.route("/reports/<month>")
class OneReport(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.answers(200, wire.MonthlyReportSchema)
    def get(self, month: str) -> Response:
        """Read a report as it was issued: exactly for cities and administrators, suppressed for everybody else."""
        return send_document(*render(report_document(get_report(current_session(), month), current_actor())))


@blueprint.route("/reports/<month>.html")
class ReportPage(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.ReportFileArguments, location="query")
    @blueprint.answers(200, FILE, content_type="text/html")
    def get(self, arguments: dict[str, Any], month: str) -> Response:
        """Fetch a report as one HTML file, to read anywhere and to print on A4."""
        document, language, exactly = _asked(month, arguments)
        raw = render_report_file(document, language, exactly=exactly).encode()
        return _send(raw, f"reuse-{month}.html", "text/html; charset=utf-8")


@blueprint.route("/reports/<month>.xlsx")
class ReportWorkbook(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.ReportFileArguments, location="query")
    @blueprint.answers(200, FILE, content_type=MEDIA_TYPES["xlsx"])
    def get(self, arguments: dict[str, Any], month: str) -> Response:
        """Fetch a report as a workbook: its tables, and what every code means."""
        document, language, exactly = _asked(month, arguments)
        raw = xlsx_of(report_sheets(document, language, exactly=exactly))
        return _send(raw, f"reuse-{month}.xlsx", MEDIA_TYPES["xlsx"])


def _asked(month: str, arguments: dict[str, Any]) -> tuple[dict[str, Any], str, bool]:
    actor = current_actor()
    document = report_document(get_report(current_session(), month), actor)
    return document, arguments.get("language") or current_language(), actor.sees_landscapes


def _send(raw: bytes, filename: str, media_type: str) -> Response:
    headers = [
        ("Content-Type", media_type),
        ("Content-Disposition", disposition(filename)),
        ("Content-Length", str(len(raw))),
        ("Cache-Control", "private, no-store"),
        ("Vary", "Authorization, Accept-Language"),
    ]
    return Document([raw], 200, headers)
