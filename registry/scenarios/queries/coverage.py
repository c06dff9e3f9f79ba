"""How much of its list a city covers by what it runs, as of any day."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption, AdoptionStep
from registry.catalogue import stewards
from registry.catalogue.models import Component, ComponentVersion
from registry.scenarios import covering
from registry.scenarios.covering import Found, Part, Use
from registry.scenarios.models import ListedScenario, SolutionPart


class PartRecord(NamedTuple):
    """A part of a solution with its component as it is today, and the adoption that says how it stands."""

    part: SolutionPart
    component: Component
    found: Found


class CoverageRecord(NamedTuple):
    """One scenario of the denominator: how it stands, and why it counts."""

    listed: ListedScenario
    state: str
    counted_for: str
    parts: list[PartRecord]

    @property
    def is_covered(self) -> bool:
        return covering.is_covered(self.state)


class Coverage(NamedTuple):
    """How many scenarios of a city are covered, of how many, and each of them by code."""

    covered: int
    total: int
    records: list[CoverageRecord]

    @property
    def fully(self) -> int:
        """How many of them run with every part."""
        return sum(record.state == "full" for record in self.records)


def coverage_of(session: Session, city_id: int, as_of: date, period_from: date | None = None) -> Coverage:
    """What a city covers at the end of a day, of what its list held since the period began (the calendar year's first
    day unless said). Unpacks into covered, total and the records.
    """
    return coverage_of_all(session, as_of, period_from=period_from, city_ids=[city_id]).get(city_id, Coverage(0, 0, []))


def coverage_of_all(
    session: Session, as_of: date, *, period_from: date | None = None, city_ids: Collection[int] | None = None
) -> dict[int, Coverage]:
    """The same for these cities, or for all that have a list: three questions, however many cities."""
    first = period_from or covering.period_of(as_of)
    listed = _listed(session, first, as_of, city_ids)
    parts = _parts(session, as_of, listed)
    uses = uses_on(session, as_of, {item.city_id for item in listed}, _ids(parts))
    found: dict[int, list[CoverageRecord]] = {}
    for item in listed:
        record = _record(item, first, parts.get(item.id, []), uses.get(item.city_id, []))
        found.setdefault(item.city_id, []).append(record)
    return {city: Coverage(sum(one.is_covered for one in records), len(records), records)
            for city, records in found.items()}  # fmt: skip


def stands_of(session: Session, items: Collection[ListedScenario], as_of: date) -> dict[int, list[PartRecord]]:
    """How each part of the solutions of these items stands at the end of a day, by the item's id."""
    parts = _parts(session, as_of, items)
    uses = uses_on(session, as_of, {item.city_id for item in items}, _ids(parts))
    return {
        item.id: [_stand(placed, uses.get(item.city_id, [])) for placed in parts.get(item.id, [])] for item in items
    }


def uses_on(
    session: Session, as_of: date, city_ids: Collection[int], component_ids: Collection[int]
) -> dict[int, list[Use]]:
    """What these cities and their units had of these components at the end of a day, by city."""
    query = select(Adoption.city_id, Adoption.public_id, Adoption.component_id)
    stage: dict[object, tuple[int, Use]] = {}
    for row in session.execute(_steps(query, city_ids, component_ids).where(AdoptionStep.on <= as_of)):
        # Steps come in the order of their recording, which is that of their days: the last one says how it stood.
        stage[row.public_id] = row.city_id, Use(str(row.public_id), row.component_id, row.stage, row.number)
    found: dict[int, list[Use]] = {}
    for city, use in stage.values():
        found.setdefault(city, []).append(use)
    return found


def _steps(
    query: Select[int, UUID, int], cities: Collection[int], components: Collection[int]
) -> Select[*tuple[Any, ...]]:
    return (
        query.add_columns(AdoptionStep.stage, AdoptionStep.on, ComponentVersion.number)
        .join(AdoptionStep, AdoptionStep.adoption_id == Adoption.id)
        .outerjoin(ComponentVersion, ComponentVersion.id == AdoptionStep.version_id)
        .where(Adoption.city_id.in_(cities), Adoption.component_id.in_(components))
        .order_by(Adoption.id, AdoptionStep.id)
    )


StepRow = tuple[int, str, str, date, str | None]


def steps_of(session: Session, city_id: int, component_ids: Collection[int]) -> list[StepRow]:
    """Each step of a city's adoptions of these components: the component, the adoption, the stage, day and version."""
    query = select(Adoption.city_id, Adoption.public_id, Adoption.component_id)
    return [
        (row.component_id, str(row.public_id), row.stage, row.on, row.number)
        for row in session.execute(_steps(query, [city_id], component_ids))
    ]


def _listed(session: Session, first: date, last: date, city_ids: Collection[int] | None) -> list[ListedScenario]:
    """What is in the denominator, by code; what was removed and listed anew stands once, as it was listed last."""
    query = (
        select(ListedScenario)
        .where(
            ListedScenario.valid_from <= last,
            or_(ListedScenario.valid_to.is_(None), ListedScenario.valid_to > first),
        )
        .order_by(ListedScenario.code, ListedScenario.id)
        .options(joinedload(ListedScenario.scenario), joinedload(ListedScenario.city, innerjoin=True))
    )
    if city_ids is not None:
        query = query.where(ListedScenario.city_id.in_(city_ids))
    counted = (
        item
        for item in session.scalars(query)
        if covering.counts(item.valid_from, item.valid_to, first=first, last=last)
    )
    return list({(item.city_id, item.code): item for item in counted}.values())


def present_component(session: Session, component: Component) -> Component:
    """The component that another was merged into, which its adoptions went to; else itself."""
    if component.status != "merged":
        return component
    return stewards.find_by_old_name(session, component.full_name) or component


Placed = tuple[SolutionPart, Component]


def _parts(session: Session, as_of: date, listed: Iterable[ListedScenario]) -> dict[int, list[Placed]]:
    query = (
        select(SolutionPart)
        .where(SolutionPart.listed_id.in_([item.id for item in listed]), SolutionPart.holds_on(as_of))
        .order_by(SolutionPart.id)
        .options(joinedload(SolutionPart.component, innerjoin=True))
    )
    found: dict[int, list[Placed]] = {}
    for part in session.scalars(query):
        found.setdefault(part.listed_id, []).append((part, present_component(session, part.component)))
    return found


def _ids(parts: dict[int, list[Placed]]) -> set[int]:
    return {component.id for some in parts.values() for _, component in some}


def _record(item: ListedScenario, first: date, parts: list[Placed], uses: list[Use]) -> CoverageRecord:
    stands = [_stand(placed, uses) for placed in parts]
    state = covering.coverage_state([stand.found.state for stand in stands])
    return CoverageRecord(item, state, "held_at_start" if item.valid_from <= first else "added", stands)


def _stand(placed: Placed, uses: list[Use]) -> PartRecord:
    part, component = placed
    return PartRecord(part, component, covering.stand_of(Part(component.id, part.specifier), uses))
