"""Operating reports of an adoption."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption, OperatingReport
from registry.kit.paging import Page, page_of


def list_reports(
    session: Session, adoption: Adoption, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[OperatingReport]:
    """The reports of an adoption that the caller may see, the newest first."""
    query = (
        select(OperatingReport)
        .where(OperatingReport.adoption_id == adoption.id)
        .order_by(OperatingReport.id.desc())
        .options(joinedload(OperatingReport.organisation, innerjoin=True))
    )
    if after:
        query = query.where(OperatingReport.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda report: (report.id,))
