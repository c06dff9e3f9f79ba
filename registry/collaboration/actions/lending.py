"""Reports on how safe components are (等保, 密评): their owners lend them to cities that ask."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.artifacts.actions import place
from registry.artifacts.naming import read_filename
from registry.artifacts.storage import Received, Storage
from registry.catalogue.models import Component
from registry.catalogue.queries import find_version, get_component
from registry.collaboration import queries
from registry.collaboration.errors import OwnReport, ReportRequested, ReportWithdrawn, RequestClosed
from registry.collaboration.models import ReportRequest, SecurityReport
from registry.events.actions import record
from registry.events.audience import GOVERNMENT, PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.queries import get_in_force

REPORT_BYTES_MAX: Final = 50_000_000
LENT_FOR: Final = timedelta(days=365)


def require_lender(session: Session, actor: Actor, full_name: str) -> Component:
    """The component, of a caller who publishes it and so may add reports on it."""
    component = get_component(session, actor, full_name)
    actor.require("catalogue:write", component.publisher_id, component.name)
    return component


def add_report(
    session: Session,
    actor: Actor,
    storage: Storage,
    *,
    component: str,
    filename: str,
    received: Received,
    kind: str,
    title: str,
    issuer: str,
    issued_on: date,
    valid_until: date | None = None,
    level: str | None = None,
    version: str | None = None,
    is_demo: bool = False,
) -> SecurityReport:
    """Add a report that cities may ask for. The caller discards `received` if this is refused.

    Raises PayloadInvalid for a version that was not published, days that cannot be, a filename that will not do.
    """
    about = require_lender(session, actor, component)
    if issued_on > today_of(session) or (valid_until is not None and valid_until <= issued_on):
        raise PayloadInvalid.of("/issued_on", "日期先后有误。", "The days are out of order.")
    blob = place(session, storage, received)
    report = SecurityReport(
        component_id=about.id,
        owner_id=about.publisher_id,
        kind=kind,
        level=level,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        valid_until=valid_until,
        filename=read_filename(filename),
        size=blob.size,
        blob_digest=blob.digest,
        added_at=now_of(session),
        is_demo=is_demo or about.is_demo,
    )
    report.component, report.owner, report.version = about, about.publisher, None
    if version is not None:
        report.version = find_version(session, about.id, version)
        if report.version is None:
            raise PayloadInvalid.of("/version", "没有这个版本。", "There is no such version.")
    session.add(report)
    session.flush()
    _tell_report(session, actor, report, "report.added")
    return report


def withdraw_report(session: Session, actor: Actor, *, report_id: UUID) -> SecurityReport:
    """Lend a report no more, as its owner; that there was one stays known."""
    report = queries.get_report(session, actor, report_id, for_change=True)
    actor.require("catalogue:write", report.owner_id, report.component.name)
    if report.withdrawn_at is None:
        report.withdrawn_at = now_of(session)
        session.flush()
        _tell_report(session, actor, report, "report.withdrawn")
    return report


def request_report(
    session: Session, actor: Actor, *, report_id: UUID, reason: str, city: str | None = None
) -> ReportRequest:
    """Ask the owner of a report to lend it, as a city. Raises ReportRequested while a request is open."""
    report = queries.get_report(session, actor, report_id)
    actor.require_scope("collaboration:write")
    asking = get_in_force(session, city or actor.organisation or "", named_at="/city")
    actor.require("collaboration:write", asking.id)
    if report.owner_id == asking.id:
        raise OwnReport(title=report.title)
    if report.withdrawn_at is not None:
        raise ReportWithdrawn(title=report.title)
    request = ReportRequest(
        report_id=report.id, city_id=asking.id, reason=reason, status="open", requested_at=now_of(session)
    )
    request.report, request.city = report, asking
    session.add(request)
    try:
        session.flush()
    except IntegrityError as error:
        raise ReportRequested() from error
    _tell_request(session, actor, request, "report.requested")
    return request


def decide_request(
    session: Session,
    actor: Actor,
    *,
    request_id: UUID,
    decision: str,
    note: str | None = None,
    until_on: date | None = None,
) -> ReportRequest:
    """Lend a report to a city until a day (a year from now unless said), or not. Raises RequestClosed."""
    request = queries.get_request(session, actor, request_id, for_change=True)
    actor.require("catalogue:write", request.report.owner_id, request.report.component.name)
    if request.status != "open":
        raise RequestClosed(status=request.status)
    today = today_of(session)
    if until_on is not None and until_on < today:
        raise PayloadInvalid.of("/until_on", "日期不能早于今天。", "The day must not lie in the past.")
    request.status = "approved" if decision == "approve" else "declined"
    request.decided_at, request.decision_note = now_of(session), note
    request.until_on = (until_on or today + LENT_FOR) if decision == "approve" else None
    session.flush()
    _tell_request(session, actor, request, "report.decided")
    return request


def _tell_report(session: Session, actor: Actor, report: SecurityReport, type: str) -> None:
    record(
        session,
        actor,
        type=type,
        subject=f"report:{report.public_id}",
        organisation_id=report.owner_id,
        audience=GOVERNMENT,
        data={
            "report": str(report.public_id),
            "component": report.component.full_name,
            "kind": report.kind,
            "owner": report.owner.slug,
        },
    )


def _tell_request(session: Session, actor: Actor, request: ReportRequest, type: str) -> None:
    """Told to who asks and to who lends; the reason is not in the log."""
    record(
        session,
        actor,
        type=type,
        subject=f"report_request:{request.public_id}",
        organisation_id=request.city_id,
        audience=PARTIES,
        readers={request.city_id, request.report.owner_id},
        data={
            "request": str(request.public_id),
            "report": str(request.report.public_id),
            "component": request.report.component.full_name,
            "city": request.city.slug,
            "status": request.status,
        },
    )
