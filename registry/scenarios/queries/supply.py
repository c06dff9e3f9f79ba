"""Scenarios that nothing in the catalogue answers (demand without supply)."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component
from registry.catalogue.queries import find_newest_matching
from registry.scenarios.models import ListedScenario, SolutionPart
from registry.scenarios.queries.coverage import present_component
from registry.scenarios.queries.lists import whole


class Unsupplied(NamedTuple):
    """A listed scenario, and the parts of its solution of which no version can be had; none where there is none."""

    listed: ListedScenario
    lacking: list[SolutionPart]


def scenarios_without_supply(session: Session, city_id: int | None = None) -> list[Unsupplied]:
    """What cities list and nothing answers: no component is named, or one of which no version that fits can be had.

    For one city or for all, by city and code.
    """
    query = whole(select(ListedScenario)).where(ListedScenario.valid_to.is_(None))
    if city_id is not None:
        query = query.where(ListedScenario.city_id == city_id)
    known: dict[tuple[int, str], bool] = {}
    found = (
        Unsupplied(item, [part for part in item.parts if not _is_supplied(session, part, known)])
        for item in session.scalars(query.order_by(ListedScenario.city_id, ListedScenario.code))
    )
    return [row for row in found if row.lacking or not row.listed.parts]


def newest_fitting(session: Session, component: Component, specifier: str) -> str | None:
    """The greatest version of a component that fits and can be adopted."""
    return find_newest_matching(session, component.id, specifier) if component.status in ADOPTABLE else None


def _is_supplied(session: Session, part: SolutionPart, known: dict[tuple[int, str], bool]) -> bool:
    key = part.component_id, part.specifier
    if key not in known:
        component = present_component(session, part.component)
        known[key] = newest_fitting(session, component, part.specifier) is not None
    return known[key]
