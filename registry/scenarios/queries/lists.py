"""Questions about scenario lists, and who may see what of them.

Coverage, solutions and the rest of an item are for cities and administrators. Everybody else is shown only what a
scenario is called, where its city features it or has opened it.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.catalogue.models import Component
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.organisations.models import Organisation
from registry.organisations.queries import find_organisation
from registry.scenarios.models import (
    ListedScenario,
    ScenarioDataItem,
    ScenarioOpening,
    ScenarioResponse,
    SolutionPart,
)

_IN_FORCE: Final = ListedScenario.valid_to.is_(None)


def get_list_city(session: Session, slug: str) -> Organisation:
    """The city whose list is meant: the one named, or the one that a unit belongs to. Anything else has no list."""
    body = find_organisation(session, slug)
    city = session.get(Organisation, body.city_id) if body and body.city_id and body.kind == "city" else None
    if city is None:
        raise NotFound(what=f"{slug}/scenarios")
    return city


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The items of which a caller may know that they are there."""
    if actor.sees_landscapes:
        return ListedScenario.id.is_not(None)
    opened = select(ScenarioOpening.listed_id).where(ScenarioOpening.ended_at.is_(None))
    ways = [ListedScenario.is_featured, ListedScenario.id.in_(opened)]
    if actor.acts_for:
        responded = select(ScenarioOpening.listed_id).join(
            ScenarioResponse, ScenarioResponse.opening_id == ScenarioOpening.id
        )
        ways.append(ListedScenario.id.in_(responded.where(ScenarioResponse.entity_id.in_(actor.acts_for))))
    return or_(*ways)


def list_listed(
    session: Session, actor: Actor, city: Organisation, *, status: str | None = None, priority: str | None = None
) -> list[ListedScenario]:
    """The items of a city's list that the caller may know of, by code. Filters are for who sees the whole of them."""
    query = whole(select(ListedScenario)).where(ListedScenario.city_id == city.id, _IN_FORCE, visible_to(actor))
    if status:
        query = query.where(ListedScenario.status == status)
    if priority:
        query = query.where(ListedScenario.priority == priority)
    if (status or priority) and not actor.sees_landscapes:
        return []
    return list(session.scalars(query.order_by(ListedScenario.code)))


def get_listed(
    session: Session, actor: Actor, city: Organisation, code: str, *, for_change: bool = False
) -> ListedScenario:
    """An item of a city's list. What the caller may not know of is not found."""
    query = whole(select(ListedScenario)).where(
        ListedScenario.city_id == city.id, ListedScenario.code == code, _IN_FORCE, visible_to(actor)
    )
    if for_change:
        query = query.with_for_update(of=ListedScenario).execution_options(populate_existing=True)
    item = session.scalar(query)
    if item is None:
        raise NotFound(what=f"{city.slug}/scenarios/{code}")
    return item


def whole(query: Select[ListedScenario]) -> Select[ListedScenario]:
    """The same with everything that the item's document names."""
    return query.options(
        joinedload(ListedScenario.city, innerjoin=True),
        joinedload(ListedScenario.scenario),
        selectinload(ListedScenario.data_items).joinedload(ScenarioDataItem.source),
        selectinload(ListedScenario.parts.and_(SolutionPart.valid_to.is_(None))).joinedload(SolutionPart.component),
    )


def find_featured(session: Session, city_id: int) -> str | None:
    """The code of the scenario that a city features."""
    query = select(ListedScenario.code).where(ListedScenario.city_id == city_id, ListedScenario.is_featured, _IN_FORCE)
    return session.scalar(query)


def names_hidden(session: Session, actor: Actor, component_ids: Collection[int]) -> frozenset[int]:
    """Those of these components whose names the caller may not read."""
    if actor.is_administrator or not component_ids:
        return frozenset()
    return frozenset(session.scalars(hidden_ids(actor).where(Component.id.in_(component_ids))))
