"""Questions about calls for cases: everybody may read them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from registry.cases.models import Campaign
from registry.kit.clock import today_of
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of


def get_campaign(session: Session, campaign_id: UUID) -> Campaign:
    """A call with who made it."""
    query = select(Campaign).where(Campaign.public_id == campaign_id).options(joinedload(Campaign.organiser))
    campaign = session.scalar(query)
    if campaign is None:
        raise NotFound(what=str(campaign_id))
    return campaign


def list_campaigns(
    session: Session,
    *,
    status: str | None = None,
    level: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Campaign]:
    """Calls, the newest first; by what they are today."""
    query = select(Campaign).order_by(Campaign.id.desc()).options(joinedload(Campaign.organiser))
    if status:
        query = query.where(_is(status, today_of(session)))
    if level:
        query = query.where(Campaign.level == level)
    if after:
        query = query.where(Campaign.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def _is(status: str, today: date) -> ColumnElement[bool]:
    if status == "upcoming":
        return Campaign.opens_on > today
    if status == "closed":
        return Campaign.closes_on < today
    return (Campaign.opens_on <= today) & (Campaign.closes_on >= today)
