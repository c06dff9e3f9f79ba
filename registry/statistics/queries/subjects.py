"""What components, versions and adoptions count by, and since when: read from the canonical dated rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionStep, Independence
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.lifecycle import PUBLISHED
from registry.catalogue.models import Component, ComponentStatus, ComponentVersion
from registry.kit.clock import day_of
from registry.organisations.models import CityClassAssignment, Organisation
from registry.organisations.queries import provinces_of
from registry.statistics.cells import Counted, facets_of
from registry.statistics.timeline import ClassFact, Facts, SidesFact, StepFact, Stretch, stretches_of

HIDDEN: Final = "hidden"
"""The state of a version while its component is not shown."""

Row = dict[str, Any]
"""A span as a row of its table."""


class Described(NamedTuple):
    """What of a component its adoptions and versions count by, too."""

    component_id: int
    domain: str | None
    kind: str
    license: str | None
    facets: Mapping[str, Sequence[str]]
    publisher_id: int
    publisher_city: int | None
    is_demo: bool


def spans_of_components(session: Session, ids: Collection[int]) -> dict[int, list[Row]]:
    """The spans of these components, by id: their statuses, in the city that holds them now."""
    described = _described(session, ids)
    cities = _Cities(session, {each.publisher_city for each in described.values()})
    statuses = _statuses(session, ids)
    found = {}
    for identifier, component in described.items():
        sides = [SidesFact(date.min, date.min, component.publisher_city, component.publisher_city)]
        facts = Facts(statuses[identifier], sides, cities.classes)
        found[identifier] = _rows("component", identifier, component, cities, facts, is_demo=component.is_demo)
    return found


def spans_of_versions(session: Session, ids: Collection[int]) -> dict[int, list[Row]]:
    """The spans of these versions, by id: standing or yanked, while their component is shown."""
    rows = session.execute(
        select(
            ComponentVersion.id,
            ComponentVersion.component_id,
            ComponentVersion.published_at,
            ComponentVersion.yanked_at,
        ).where(ComponentVersion.id.in_(ids))
    ).all()
    components = {row.component_id for row in rows}
    described, statuses = _described(session, components), _statuses(session, components)
    cities = _Cities(session, {each.publisher_city for each in described.values()})
    found = {}
    for row in rows:
        component = described[row.component_id]
        sides = [SidesFact(date.min, date.min, component.publisher_city, component.publisher_city)]
        facts = Facts(_version_steps(row, statuses[row.component_id]), sides, cities.classes)
        spans = _rows("version", row.id, component, cities, facts, is_demo=component.is_demo)
        found[row.id] = [span for span in spans if span["state"] != HIDDEN]
    return found


def spans_of_adoptions(session: Session, ids: Collection[int]) -> dict[int, list[Row]]:
    """The spans of these adoptions, by id."""
    rows = session.execute(
        select(
            Adoption.id, Adoption.component_id, Adoption.city_id, Adoption.mode, Adoption.record, Adoption.is_demo
        ).where(Adoption.id.in_(ids))
    ).all()
    described = _described(session, {row.component_id for row in rows})
    sides = _sides(session, rows, described)
    cities = _Cities(
        session, {city for each in sides.values() for one in each for city in (one.city, one.publisher_city)}
    )
    steps = _steps(session, ids)
    found = {}
    for row in rows:
        facts = Facts(steps[row.id], sides[row.id], cities.classes, _opened_on(row.record))
        component = described[row.component_id]
        lens = sorted(row.record.get("contributions") or ())
        component = component._replace(facets={**component.facets, "lens": lens})
        found[row.id] = _rows("adoption", row.id, component, cities, facts, mode=row.mode, is_demo=row.is_demo)
    return found


def counted_of_row(row: Row) -> Counted:
    """The same as `cells.counted_of`, of a row that is not an object."""
    return Counted._make([*(row[name] for name in Counted._fields[:-1]), facets_of(row["facets"])])


class _Cities:
    """The classes and provinces of cities, each read once."""

    def __init__(self, session: Session, ids: Collection[int | None]) -> None:
        wanted = {city for city in ids if city is not None}
        codes = session.execute(
            select(Organisation.id, Organisation.division_code).where(Organisation.id.in_(wanted))
        ).all()
        tops = provinces_of(session, {row.division_code for row in codes})
        self.provinces: dict[int, str | None] = {row.id: tops.get(row.division_code) for row in codes}
        self.classes: dict[int, list[ClassFact]] = defaultdict(list)
        for row in session.execute(
            select(
                CityClassAssignment.organisation_id,
                CityClassAssignment.city_class,
                CityClassAssignment.valid_from,
                CityClassAssignment.recorded_at,
            )
            .where(CityClassAssignment.organisation_id.in_(wanted), CityClassAssignment.superseded_at.is_(None))
            .order_by(CityClassAssignment.valid_from, CityClassAssignment.id)
        ):
            self.classes[row.organisation_id].append(ClassFact(row.city_class, row.valid_from, day_of(row.recorded_at)))

    def province(self, city: int | None) -> str | None:
        return self.provinces.get(city) if city is not None else None


def _rows(
    subject: str,
    identifier: int,
    component: Described,
    cities: _Cities,
    facts: Facts,
    *,
    is_demo: bool,
    mode: str | None = None,
) -> list[Row]:
    fixed = {
        "subject": subject,
        "subject_id": identifier,
        "component_id": component.component_id,
        "domain": component.domain,
        "kind": component.kind,
        "license": component.license,
        "mode": mode,
        "is_demo": is_demo,
        "facets": component.facets,
    }
    return [{**fixed, **_varying(subject, stretch, cities)} for stretch in stretches_of(facts)]


def _varying(subject: str, stretch: Stretch, cities: _Cities) -> Row:
    state = stretch.state
    return {
        **{name: value for name, value in stretch._asdict().items() if name != "state"},
        "corrected_on": stretch.corrected_on,
        "state": state.state,
        "has_version": state.has_version,
        "is_open": state.is_open,
        "is_reuse": subject == "adoption" and state.state in RUNNING and state.city != state.publisher_city,
        "city_id": state.city,
        "publisher_city_id": state.publisher_city,
        "province": cities.province(state.city),
        "city_class": state.city_class,
        "publisher_province": cities.province(state.publisher_city),
        "publisher_class": state.publisher_class,
    }


def _described(session: Session, ids: Collection[int]) -> dict[int, Described]:
    rows = session.execute(
        select(Component.id, Component.details, Component.is_demo, Component.publisher_id, Organisation.city_id)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .where(Component.id.in_(ids))
    )
    return {
        row.id: Described(
            row.id,
            next(iter(row.details.get("domains") or ()), None),
            row.details["kind"],
            row.details.get("license"),
            {
                "action": sorted(row.details.get("actions") or ()),
                "platform": sorted(row.details.get("platforms") or ()),
            },
            row.publisher_id,
            row.city_id,
            row.is_demo,
        )
        for row in rows
    }


def _statuses(session: Session, component_ids: Collection[int]) -> dict[int, list[StepFact]]:
    found: dict[int, list[StepFact]] = defaultdict(list)
    for row in session.execute(
        select(ComponentStatus.component_id, ComponentStatus.status, ComponentStatus.recorded_at)
        .where(ComponentStatus.component_id.in_(component_ids))
        .order_by(ComponentStatus.id)
    ):
        day = day_of(row.recorded_at)
        found[row.component_id].append(StepFact(row.status, True, day, day))
    return found


def _version_steps(row: Any, statuses: Sequence[StepFact]) -> list[StepFact]:
    published = day_of(row.published_at)
    yanked = day_of(row.yanked_at) if row.yanked_at is not None else None
    days = {published, *(status.on for status in statuses if status.on > published)}
    if yanked is not None:
        days.add(yanked)
    steps = []
    for day in sorted(days):
        status = next((each.state for each in reversed(statuses) if each.on <= day), None)
        state = "yanked" if yanked is not None and yanked <= day else "standing"
        steps.append(StepFact(state if status in PUBLISHED else HIDDEN, True, day, day))
    return steps


def _steps(session: Session, adoption_ids: Collection[int]) -> dict[int, list[StepFact]]:
    found: dict[int, list[StepFact]] = defaultdict(list)
    for row in session.execute(
        select(
            AdoptionStep.adoption_id,
            AdoptionStep.stage,
            AdoptionStep.version_id,
            AdoptionStep.on,
            AdoptionStep.recorded_at,
        )
        .where(AdoptionStep.adoption_id.in_(adoption_ids))
        .order_by(AdoptionStep.id)
    ):
        step = StepFact(row.stage, row.version_id is not None, row.on, day_of(row.recorded_at))
        found[row.adoption_id].append(step)
    return found


def _sides(
    session: Session, adoptions: Sequence[Any], described: Mapping[int, Described]
) -> dict[int, list[SidesFact]]:
    """Between which cities an adoption was, from which day on.

    Organisations that merged count for the city that they belong to now: figures follow a successor.
    """
    city, publisher = Organisation.__table__.alias("city"), Organisation.__table__.alias("publisher")
    found: dict[int, list[SidesFact]] = defaultdict(list)
    for row in session.execute(
        select(
            Independence.adoption_id,
            Independence.from_on,
            Independence.recorded_at,
            city.c.city_id,
            publisher.c.city_id.label("publisher_city_id"),
        )
        .join(city, city.c.id == Independence.city_id)
        .join(publisher, publisher.c.id == Independence.publisher_id)
        .where(Independence.adoption_id.in_([row.id for row in adoptions]))
        .order_by(Independence.id)
    ):
        sides = SidesFact(row.from_on, day_of(row.recorded_at), row.city_id, row.publisher_city_id)
        found[row.adoption_id].append(sides)
    for row in adoptions:
        present = (row.city_id, described[row.component_id].publisher_city)
        if found[row.id]:
            found[row.id][-1] = found[row.id][-1]._replace(city=present[0], publisher_city=present[1])
        else:
            found[row.id].append(SidesFact(date.min, date.min, *present))
    return found


def _opened_on(record: Mapping[str, Any]) -> date | None:
    day = (record.get("handover") or {}).get("on")
    return date.fromisoformat(day) if day else None
