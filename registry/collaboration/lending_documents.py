"""How questions among cities, and reports that they lend one another, read on the wire."""

from typing import Any

from registry.collaboration.models import PeerQuestion, ReportRequest
from registry.collaboration.queries import Offered
from registry.kit.clock import format_instant
from registry.organisations.models import Organisation


def question_document(row: PeerQuestion) -> dict[str, Any]:
    return {
        "id": str(row.public_id),
        "component": row.component.full_name,
        "asked_by": _body(row.asker),
        "to": _body(row.asked),
        "question": row.question,
        "answer": row.answer,
        "status": row.status,
        "asked_at": format_instant(row.asked_at),
        "closed_at": format_instant(row.closed_at) if row.closed_at else None,
        "is_demo": row.is_demo,
    }


def report_document(offered: Offered) -> dict[str, Any]:
    report = offered.report
    return {
        "id": str(report.public_id),
        "component": report.component.full_name,
        "version": report.version.number if report.version else None,
        "owner": report.owner.slug,
        "kind": report.kind,
        "level": report.level,
        "title": report.title,
        "issuer": report.issuer,
        "issued_on": report.issued_on.isoformat(),
        "valid_until": report.valid_until.isoformat() if report.valid_until else None,
        "filename": report.filename,
        "size": report.size,
        "sha256": report.blob_digest,
        "added_at": format_instant(report.added_at),
        "withdrawn_at": format_instant(report.withdrawn_at) if report.withdrawn_at else None,
        "may_fetch": offered.may_fetch,
        "request": offered.request,
        "is_demo": report.is_demo,
    }


def request_document(request: ReportRequest) -> dict[str, Any]:
    return {
        "id": str(request.public_id),
        "report": str(request.report.public_id),
        "component": request.report.component.full_name,
        "title": request.report.title,
        "city": request.city.slug,
        "reason": request.reason,
        "status": request.status,
        "requested_at": format_instant(request.requested_at),
        "decided_at": format_instant(request.decided_at) if request.decided_at else None,
        "note": request.decision_note,
        "until_on": request.until_on.isoformat() if request.until_on else None,
    }


def _body(organisation: Organisation) -> dict[str, Any]:
    return {"slug": organisation.slug, "name": organisation.name}
