"""The calls of an adoption over HTTP: daily figures by a token, as a file, or signed by the deployment itself."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.actions.reporting_usage import DayOfCalls
from registry.adoption.api.blueprint import blueprint
from registry.adoption.record_documents import usage_report_document
from registry.adoption.usage_files import read_days
from registry.kit.documents import render
from registry.web.body import read_json
from registry.web.conditional import send_bytes, send_document
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas import usage as wire

SIGNATURE = "Signature-256"
SENT = {
    "required": True,
    "description": "Calls by day: JSON, or CSV with the columns day and calls (a line `issued_at,<instant>` may lead)",
    "content": {
        "application/json": {"schema": wire.UsageSubmitSchema},
        "text/csv": {"schema": {"type": "string"}},
    },
}


@blueprint.route("/adoptions/<uuid:adoption_id>/usage")
class AdoptionUsage(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.UsageArguments, location="query")
    @blueprint.answers(200, wire.UsageSchema)
    def get(self, arguments: dict[str, Any], adoption_id: UUID) -> Response:
        """Read how much an adoption is called, by day and by month. For cities and administrators."""
        session = current_session()
        adoption = queries.get_adoption(session, current_actor(), adoption_id)
        usage = queries.usage_of(session, adoption, arguments.get("from_"), arguments.get("to"))
        found = {
            "adoption": str(adoption.public_id),
            "from": usage.first.isoformat(),
            "to": usage.last.isoformat(),
            "calls": usage.calls,
            "counted": usage.counted,
            "months": [month._asdict() for month in usage.months],
            "days": [{**day._asdict(), "day": day.day.isoformat()} for day in usage.days],
        }
        return send_bytes(render(found).body)

    @blueprint.doc(
        security=[{"token": ["adoption:write"]}, {}],
        requestBody=SENT,
        parameters=[
            {
                "in": "header",
                "name": SIGNATURE,
                "schema": {"type": "string"},
                "description": "`sha256=` and the HMAC-SHA256 of the body in hexadecimal digits, by the key in force; "
                "no token is needed then",
            }
        ],
    )
    @blueprint.answers(201, wire.UsageReportSchema)
    def post(self, adoption_id: UUID) -> Response:
        """Report calls by day, at most 400 days at a time; a later report about a day replaces an earlier one."""
        actor, signature = current_actor(), request.headers.get(SIGNATURE)
        if signature is None:
            actor.require_scope("adoption:write")
        report = load_payload(wire.UsageSubmitSchema(), _sent())
        taken = actions.report_usage(
            current_session(),
            actor,
            adoption_id=adoption_id,
            content=request.get_data(),
            days=[DayOfCalls(**day) for day in report["days"]],
            issued_at=report.get("issued_at"),
            signature=signature,
            secret=services().settings.secret,
        )
        body, etag = render(usage_report_document(taken.report, taken.adoption, taken.changed_days))
        return send_document(body, etag, status=201, location=f"/api/v1/adoptions/{adoption_id}/usage")


def _sent() -> Any:
    if request.mimetype == "text/csv":
        return read_days(request.get_data())
    return read_json()
