"""Questions about scenarios that were opened, and what entities responded."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.scenarios.models import ListedScenario, ScenarioOpening, ScenarioResponse


def find_opening(session: Session, item: ListedScenario) -> ScenarioOpening | None:
    """The opening of an item that its city has not ended; it may have run out."""
    query = select(ScenarioOpening).where(ScenarioOpening.listed_id == item.id, ScenarioOpening.ended_at.is_(None))
    return session.scalar(query)


def openings_of(session: Session, items: Collection[ListedScenario]) -> dict[int, ScenarioOpening]:
    """The same for several items, by the item's id."""
    query = select(ScenarioOpening).where(
        ScenarioOpening.listed_id.in_([item.id for item in items]), ScenarioOpening.ended_at.is_(None)
    )
    return {opening.listed_id: opening for opening in session.scalars(query)}


def get_opening(session: Session, item: ListedScenario) -> ScenarioOpening:
    """The same; not found where there is none."""
    opening = find_opening(session, item)
    if opening is None:
        raise NotFound(what=f"{item.code}/opening")
    return opening


def list_openings(
    session: Session, *, organisation: str | None = None, after: tuple[Any, ...] | None = None, limit: int
) -> Page[ScenarioOpening]:
    """The openings that take responses today, the newest first: for everybody."""
    query = (
        select(ScenarioOpening)
        .join(ScenarioOpening.listed)
        .join(ListedScenario.city)
        .where(ScenarioOpening.ended_at.is_(None), ScenarioOpening.closes_on >= today_of(session))
        .order_by(ScenarioOpening.id.desc())
        .options(
            contains_eager(ScenarioOpening.listed).options(
                contains_eager(ListedScenario.city), joinedload(ListedScenario.scenario)
            )
        )
    )
    if organisation:
        query = query.where(Organisation.slug == organisation)
    if after:
        query = query.where(ScenarioOpening.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def list_responses(
    session: Session, actor: Actor, item: ListedScenario, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[ScenarioResponse]:
    """What entities responded to an item, the newest first: all for its city and administrators, else one's own."""
    query = _whole().where(ScenarioOpening.listed_id == item.id, _visible_to(actor))
    if after:
        query = query.where(ScenarioResponse.id < after[0])
    found = list(session.scalars(query.order_by(ScenarioResponse.id.desc()).limit(limit + 1)))
    return page_of(found, limit, key=lambda row: (row.id,))


def get_response(
    session: Session, actor: Actor, item: ListedScenario, response_id: UUID, *, for_change: bool = False
) -> ScenarioResponse:
    """One response. What the caller may not see is not found."""
    query = _whole().where(
        ScenarioOpening.listed_id == item.id, ScenarioResponse.public_id == response_id, _visible_to(actor)
    )
    if for_change:
        query = query.with_for_update(of=ScenarioResponse).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound(what=f"{item.code}/responses/{response_id}")
    return found


def _visible_to(actor: Actor) -> ColumnElement[bool]:
    if actor.is_administrator:
        return true()
    return or_(ListedScenario.city_id.in_(actor.acts_for), ScenarioResponse.entity_id.in_(actor.acts_for))


def _whole() -> Select[ScenarioResponse]:
    return (
        select(ScenarioResponse)
        .join(ScenarioResponse.opening)
        .join(ScenarioOpening.listed)
        .options(
            contains_eager(ScenarioResponse.opening)
            .contains_eager(ScenarioOpening.listed)
            .options(joinedload(ListedScenario.city, innerjoin=True), joinedload(ListedScenario.scenario)),
            joinedload(ScenarioResponse.entity, innerjoin=True),
            selectinload(ScenarioResponse.components),
        )
    )
