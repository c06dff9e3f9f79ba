"""Operating reports over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.api.blueprint import blueprint
from registry.adoption.record_documents import operating_report_document
from registry.kit.documents import render
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import adoption_record as wire


@blueprint.route("/adoptions/<uuid:adoption_id>/reports")
class OperatingReports(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.OperatingReportListArguments, location="query")
    @blueprint.answers(200, wire.OperatingReportPageSchema)
    def get(self, arguments: dict[str, Any], adoption_id: UUID) -> Response:
        """List how an adoption fared, the newest report first. For cities and administrators."""
        session = current_session()
        adoption = queries.get_adoption(session, current_actor(), adoption_id)
        page = queries.list_reports(session, adoption, after=read_cursor(arguments), limit=arguments["limit"])
        items = (orjson.dumps(operating_report_document(report, adoption)) for report in page.items)
        return send_page(items, page.after, arguments)

    @blueprint.needs("adoption:write", "collaboration:write")
    @blueprint.arguments(wire.OperatingReportSubmitSchema)
    @blueprint.answers(201, wire.OperatingReportSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Report how an adoption fared in a period: its body, or who is recorded as operating it."""
        report, adoption = actions.submit_report(
            current_session(),
            current_actor(),
            adoption_id=adoption_id,
            period_from=payload["from_"],
            period_to=payload["to"],
            summary=payload["summary"],
            figures=payload["figures"],
        )
        body, etag = render(operating_report_document(report, adoption))
        return send_document(body, etag, status=201, location=f"/api/v1/adoptions/{adoption_id}/reports")
