"""Questions about reports on the security of components: cities know that there are some, and fetch what was lent."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.queries import require_landscapes
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import get_component
from registry.catalogue.visibility import may_see
from registry.collaboration.errors import ReportNotLent
from registry.collaboration.models import ReportRequest, SecurityReport
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, TokenRequired
from registry.kit.paging import Page, page_of


class Offered(NamedTuple):
    """A report as the caller sees it: whether it may fetch it, and what became of its own request."""

    report: SecurityReport
    may_fetch: bool
    request: str | None


def get_report(session: Session, actor: Actor, report_id: UUID, *, for_change: bool = False) -> SecurityReport:
    """A report with what its document names. For cities and administrators who may see its component."""
    require_landscapes(actor)
    query = _whole(select(SecurityReport).where(SecurityReport.public_id == report_id))
    found = session.scalar(query.with_for_update(of=SecurityReport) if for_change else query)
    if found is None or not (found.owner_id in actor.acts_for or may_see(session, actor, found.component)):
        raise NotFound(what=str(report_id))
    return found


def get_lent(session: Session, actor: Actor, report_id: UUID) -> SecurityReport:
    """A report whose file the caller may fetch. Raises ReportNotLent."""
    report = get_report(session, actor, report_id)
    if not offered_to(session, actor, [report])[0].may_fetch:
        raise ReportNotLent(title=report.title)
    return report


def list_reports(
    session: Session, actor: Actor, component: str, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[Offered]:
    """The reports on a component, the newest first, withdrawn ones left out. For cities and administrators."""
    require_landscapes(actor)
    about = get_component(session, actor, component)
    query = _whole(
        select(SecurityReport)
        .where(SecurityReport.component_id == about.id, SecurityReport.withdrawn_at.is_(None))
        .order_by(SecurityReport.id.desc())
    )
    if after:
        query = query.where(SecurityReport.id < after[0])
    page = page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))
    return Page(offered_to(session, actor, page.items), page.after)


def offered_to(session: Session, actor: Actor, reports: Sequence[SecurityReport]) -> list[Offered]:
    """These reports as the caller sees them; one question for all."""
    today = today_of(session)
    requests = _own_requests(session, actor, [report.id for report in reports])
    found: list[Offered] = []
    for report in reports:
        own = requests.get(report.id, [])
        lent = any(_is_lent(row, today) for row in own)
        is_own = report.owner_id in actor.acts_for or actor.is_administrator
        may_fetch = (is_own or lent) and report.withdrawn_at is None
        found.append(Offered(report, may_fetch, own[-1].status if own else None))
    return found


def get_request(session: Session, actor: Actor, request_id: UUID, *, for_change: bool = False) -> ReportRequest:
    """A request, for the city that asks, the owner of the report, and administrators."""
    query = _whole_request(select(ReportRequest).where(ReportRequest.public_id == request_id))
    found = session.scalar(query.with_for_update(of=ReportRequest) if for_change else query)
    if found is None or not (actor.is_administrator or {found.city_id, found.report.owner_id} & actor.acts_for):
        raise NotFound(what=str(request_id))
    return found


def list_requests(
    session: Session,
    actor: Actor,
    *,
    status: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[ReportRequest]:
    """Requests for reports of the caller's, and its own for others', the newest first. Raises TokenRequired."""
    if actor.is_anonymous:
        raise TokenRequired()
    query = _whole_request(
        select(ReportRequest)
        .join(SecurityReport, SecurityReport.id == ReportRequest.report_id)
        .order_by(ReportRequest.id.desc())
    )
    if not actor.is_administrator:
        query = query.where(ReportRequest.city_id.in_(actor.acts_for) | SecurityReport.owner_id.in_(actor.acts_for))
    if status:
        query = query.where(ReportRequest.status == status)
    if after:
        query = query.where(ReportRequest.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def _is_lent(request: ReportRequest, today: date) -> bool:
    return request.status == "approved" and (request.until_on is None or today <= request.until_on)


def _own_requests(session: Session, actor: Actor, report_ids: Sequence[int]) -> dict[int, list[ReportRequest]]:
    found: dict[int, list[ReportRequest]] = {}
    query = select(ReportRequest).where(
        ReportRequest.report_id.in_(report_ids), ReportRequest.city_id.in_(actor.acts_for)
    )
    for row in session.scalars(query.order_by(ReportRequest.id)):
        found.setdefault(row.report_id, []).append(row)
    return found


def _whole(query: Select[SecurityReport]) -> Select[SecurityReport]:
    return query.options(
        joinedload(SecurityReport.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
        joinedload(SecurityReport.version).load_only(ComponentVersion.number),
        joinedload(SecurityReport.owner, innerjoin=True),
    )


def _whole_request(query: Select[ReportRequest]) -> Select[ReportRequest]:
    return query.options(
        joinedload(ReportRequest.city, innerjoin=True),
        joinedload(ReportRequest.report, innerjoin=True).joinedload(SecurityReport.component, innerjoin=True),
    )
