"""Reading the gap register."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.gaps.closing import DueDay, GapFact
from registry.gaps.models import Gap, GapDueDay
from registry.gaps.queries.sight import oversees
from registry.gaps.vocabulary import SEVERITIES
from registry.kit.actor import Actor
from registry.kit.clock import day_of
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation

_WHOLE = (joinedload(Gap.organisation, innerjoin=True), selectinload(Gap.due_days))


def get_gap(session: Session, actor: Actor, slug: str, gap_id: UUID, *, for_change: bool = False) -> Gap:
    """A gap of a city. Hidden from those who may not see the city's gaps."""
    query = select(Gap).where(Gap.public_id == gap_id).options(*_WHOLE)
    if for_change:
        query = query.with_for_update(of=Gap)
    gap = session.scalar(query)
    if gap is None or gap.organisation.slug != slug or not oversees(session, actor, gap.organisation):
        raise NotFound(what=str(gap_id))
    return gap


def list_gaps(
    session: Session,
    city: Organisation,
    *,
    status: str | None = None,
    problem: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Gap]:
    """The gaps of a city, the newest first. Its caller sees to who may see them."""
    query = select(Gap).where(Gap.organisation_id == city.id).order_by(Gap.id.desc()).options(*_WHOLE)
    if status:
        query = query.where(Gap.status == status)
    if problem:
        query = query.where(Gap.problem == problem)
    if after:
        query = query.where(Gap.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def list_open_gaps(session: Session, city_id: int, *, on: date, limit: int) -> Sequence[Gap]:
    """What was open at the end of a day, the most severe first, then by the day it is due."""
    rank = case({word: place for place, word in enumerate(SEVERITIES)}, value=Gap.severity)
    rows = session.scalars(
        select(Gap)
        .where(Gap.organisation_id == city_id, Gap.closed_on.is_(None) | (Gap.closed_on > on))
        .order_by(rank, Gap.due_on, Gap.id)
        .options(*_WHOLE)
    )
    return [gap for gap in rows if day_of(gap.created_at) <= on][:limit]


def gap_facts(session: Session, city_ids: Collection[int]) -> dict[int, list[GapFact]]:
    """The gaps of these cities as the rate of closing asks for them, by city."""
    days: dict[int, list[DueDay]] = defaultdict(list)
    rows = session.execute(
        select(GapDueDay.gap_id, GapDueDay.recorded_at, GapDueDay.due_on)
        .join(Gap, Gap.id == GapDueDay.gap_id)
        .where(Gap.organisation_id.in_(city_ids))
        .order_by(GapDueDay.id)
    )
    for gap_id, recorded_at, due_on in rows:
        days[gap_id].append(DueDay(day_of(recorded_at), due_on))
    found: dict[int, list[GapFact]] = defaultdict(list)
    columns = (Gap.id, Gap.organisation_id, Gap.public_id, Gap.created_at, Gap.status, Gap.closed_on)
    for row in session.execute(select(*columns).where(Gap.organisation_id.in_(city_ids)).order_by(Gap.id)):
        fact = GapFact(str(row.public_id), day_of(row.created_at), days[row.id], row.status, row.closed_on)
        found[row.organisation_id].append(fact)
    return found
