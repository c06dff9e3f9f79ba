"""Monthly reports of reuse, to read and to print."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from registry.dashboard.pages.blueprint import blueprint
from registry.dashboard.pages.figures import send_file
from registry.kit.spreadsheets import MEDIA_TYPES, xlsx_of
from registry.statistics.api.report_files import render_report_file, shown
from registry.statistics.queries.reports import get_report, list_reports
from registry.statistics.report_documents import report_document, report_entry
from registry.statistics.tables import report_sheets
from registry.web.context import current_actor, current_language, current_session


@blueprint.get("/reports")
def reports() -> str:
    """Every report that was issued."""
    return render_template("reports.html", reports=[report_entry(each) for each in list_reports(current_session())])


@blueprint.get("/reports/reuse/<month>")
def report(month: str) -> ResponseReturnValue:
    """The report of a month as it was issued."""
    actor = current_actor()
    document = report_document(get_report(current_session(), month), actor)
    view = shown(document, current_language())
    return render_template("report.html", view=view, report=document, exactly=actor.sees_landscapes)


@blueprint.get("/reports/reuse/<month>.xlsx")
def report_workbook(month: str) -> Response:
    """The report of a month as a workbook."""
    actor = current_actor()
    document = report_document(get_report(current_session(), month), actor)
    raw = xlsx_of(report_sheets(document, current_language(), exactly=actor.sees_landscapes))
    return send_file(raw, f"reuse-{month}.xlsx", MEDIA_TYPES["xlsx"])


@blueprint.get("/reports/reuse/<month>.html")
def report_file(month: str) -> Response:
    """The report of a month as one file, to pass on and to print."""
    actor = current_actor()
    document = report_document(get_report(current_session(), month), actor)
    raw = render_report_file(document, current_language(), exactly=actor.sees_landscapes)
    return send_file(raw.encode(), f"reuse-{month}.html", "text/html; charset=utf-8")
