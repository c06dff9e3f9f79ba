"""Where the planned adoptions of a city's roadmap stand."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component
from registry.organisations.models import Organisation
from registry.scenarios.models import ListedScenario, RoadmapItem
from registry.scenarios.planning import Plan, Progress, Step, progress_of
from registry.scenarios.queries.coverage import present_component, steps_of


class Planned(NamedTuple):
    """A planned adoption with its component as it is today, where it stands, and the adoption that has got furthest:
    its id, stage and version.
    """

    item: RoadmapItem
    component: Component
    progress: Progress
    adoption: str | None
    stage: str | None
    version: str | None


def list_plans(session: Session, city: Organisation) -> list[RoadmapItem]:
    """The rows of a city's roadmap that hold, by day, scenario and component."""
    query = (
        select(RoadmapItem)
        .where(RoadmapItem.city_id == city.id, RoadmapItem.valid_to.is_(None))
        .options(
            joinedload(RoadmapItem.listed, innerjoin=True).joinedload(ListedScenario.scenario),
            joinedload(RoadmapItem.component, innerjoin=True),
        )
    )
    return sorted(session.scalars(query), key=lambda row: (row.planned_on, row.listed.code, row.component.full_name))


def first_days(session: Session, city: Organisation) -> dict[tuple[str, int], date]:
    """The day that was first planned for a scenario and a component, whether the plan still holds or not."""
    query = (
        select(ListedScenario.code, RoadmapItem.component_id, RoadmapItem.first_planned_on)
        .join(ListedScenario, ListedScenario.id == RoadmapItem.listed_id)
        .where(RoadmapItem.city_id == city.id)
        .order_by(RoadmapItem.id.desc())
    )
    return {(code, component): day for code, component, day in session.execute(query)}


def list_roadmap(session: Session, city: Organisation, today: date) -> list[Planned]:
    """A city's roadmap with where each planned adoption stands."""
    rows = list_plans(session, city)
    histories: dict[int, dict[str, list[Step]]] = {}
    present = {row.id: present_component(session, row.component) for row in rows}
    ids = {component.id for component in present.values()}
    for component_id, adoption, stage, on, version in steps_of(session, city.id, ids):
        histories.setdefault(component_id, {}).setdefault(adoption, []).append(Step(stage, version, on))
    return [_planned(row, present[row.id], histories.get(present[row.id].id, {}), today) for row in rows]


_FURTHEST = ("live", "pilot", "suspended", "approved", "planned", "retired")


def _planned(row: RoadmapItem, component: Component, histories: dict[str, list[Step]], today: date) -> Planned:
    plan = Plan(row.specifier, row.planned_on, row.first_planned_on)
    ends = {adoption: steps[-1] for adoption, steps in histories.items()}
    furthest = min(ends, key=lambda adoption: _FURTHEST.index(ends[adoption].stage), default=None)
    step = ends[furthest] if furthest else None
    progress = progress_of(plan, histories.values(), today)
    return Planned(row, component, progress, furthest, step.stage if step else None, step.version if step else None)
