"""The facts that rows count by, read from the canonical rows as they are now."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.lifecycle import ADOPTABLE, PUBLISHED
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.stewards import names_led_to
from registry.events.queries import Change
from registry.organisations.models import CityClassAssignment, Organisation
from registry.organisations.queries import province_of
from registry.statistics.counting import AdoptionFacts, ComponentFacts, VersionFacts

_CITY_TOPICS: Final = frozenset({"city", "organisation"})

_REUSE_MOVED: Final = frozenset({"component.transferred", "component.merged"})
"""After these, adoptions count otherwise though nothing was done to them."""


_JOINED: Final = "organisation.joined"
"""After this, what other organisations published and adopted counts for the city that is the subject."""


class Touched(NamedTuple):
    """Ids of the rows that some events are about."""

    components: set[int]
    versions: set[int]
    adoptions: set[int]
    cities: set[int]


class CityFacts(NamedTuple):
    """The class a city is in and the code of its province; None where there is none."""

    city_class: str | None
    province: str | None


def touched_by(session: Session, changes: Iterable[Change]) -> Touched:
    """What the events are about. A version's event touches its component too, which it may have listed; an old name
    touches the component that it leads to."""
    names: set[str] = set()
    moved: set[str] = set()
    numbers: set[str] = set()
    adoptions: set[UUID] = set()
    slugs: set[str] = set()
    joined: set[str] = set()
    for change in changes:
        topic, parts = change.type.split(".", 1)[0], change.subject.split("/")
        if topic in {"component", "version"}:
            names.add("/".join(parts[:2]))
        if change.type in _REUSE_MOVED:
            moved.add(change.subject)
        if topic == "version":
            numbers.add(parts[3])
        elif topic == "adoption":
            adoptions.add(UUID(parts[3]))
        elif topic in _CITY_TOPICS:
            slugs.add(change.subject)
            if change.type == _JOINED:
                joined.add(change.subject)
    components = _ids(session, Component.id, Component.full_name, names | names_led_to(session, names))
    components |= _published_in(session, joined)
    moved_ids = _ids(session, Component.id, Component.full_name, moved | names_led_to(session, moved))
    return Touched(
        components,
        _versions_numbered(session, components, numbers),
        _ids(session, Adoption.id, Adoption.public_id, adoptions)
        | _ids(session, Adoption.id, Adoption.component_id, moved_ids),
        _ids(session, Organisation.id, Organisation.slug, slugs),
    )


def _published_in(session: Session, slugs: Collection[str]) -> set[int]:
    """The components of all who belong to the cities of these organisations."""
    if not slugs:
        return set()
    cities = select(Organisation.city_id).where(Organisation.slug.in_(slugs))
    publishers = select(Organisation.id).where(Organisation.city_id.in_(cities))
    return set(session.scalars(select(Component.id).where(Component.publisher_id.in_(publishers))))


def component_facts(session: Session, ids: Collection[int]) -> dict[int, ComponentFacts]:
    """The facts of these components, by id."""
    rows = session.execute(
        select(Component.id, Component.status, Component.details, Component.is_demo, Organisation.city_id)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .where(Component.id.in_(ids))
    )
    return {row.id: _component_facts(row) for row in rows}


def version_facts(session: Session, ids: Collection[int]) -> dict[int, VersionFacts]:
    """The facts of these versions, by id."""
    rows = session.execute(
        select(ComponentVersion.id, ComponentVersion.yanked_at, Component.status)
        .join(Component, Component.id == ComponentVersion.component_id)
        .where(ComponentVersion.id.in_(ids))
    )
    return {row.id: VersionFacts(row.status in PUBLISHED, row.yanked_at is not None) for row in rows}


def adoption_facts(session: Session, ids: Collection[int]) -> dict[int, AdoptionFacts]:
    """The facts of these adoptions, by id, with those of their components and of both cities."""
    rows = session.execute(
        select(
            Adoption.id,
            Adoption.stage,
            Adoption.version_id,
            Adoption.city_id,
            Adoption.component_id,
            Adoption.is_demo,
        ).where(Adoption.id.in_(ids))
    ).all()
    components = component_facts(session, {row.component_id for row in rows})
    cities = _city_facts(
        session,
        {row.city_id for row in rows} | {facts.publisher_city for facts in components.values()} - {None},
    )
    return {row.id: _adoption_facts(row, components[row.component_id], cities) for row in rows}


def versions_of(session: Session, component_ids: Collection[int]) -> set[int]:
    """The versions of these components."""
    return _ids(session, ComponentVersion.id, ComponentVersion.component_id, component_ids)


def adoptions_touched(session: Session, *, components: Collection[int], cities: Collection[int]) -> set[int]:
    """The adoptions whose facts depend on these components or on the class of these cities, on either side."""
    found = _ids(session, Adoption.id, Adoption.component_id, components)
    if cities:
        published = (
            select(Component.id)
            .join(Organisation, Organisation.id == Component.publisher_id)
            .where(Organisation.city_id.in_(cities))
        )
        query = select(Adoption.id).where(or_(Adoption.city_id.in_(cities), Adoption.component_id.in_(published)))
        found.update(session.scalars(query))
    return found


def ids_after(session: Session, table: type[Any], after: int, limit: int) -> Sequence[int]:
    """The next ids of a table, for counting everything in portions."""
    return session.scalars(select(table.id).where(table.id > after).order_by(table.id).limit(limit)).all()


def _ids(session: Session, column: Any, by: Any, values: Collection[Any]) -> set[int]:
    return set(session.scalars(select(column).where(by.in_(values)))) if values else set()


def _versions_numbered(session: Session, component_ids: Collection[int], numbers: Collection[str]) -> set[int]:
    # Some pairs of component and number may not have been meant: counting a version once more changes nothing.
    if not numbers:
        return set()
    query = select(ComponentVersion.id).where(
        ComponentVersion.component_id.in_(component_ids), ComponentVersion.number.in_(numbers)
    )
    return set(session.scalars(query))


def _component_facts(row: Any) -> ComponentFacts:
    domains = row.details.get("domains") or [None]
    return ComponentFacts(
        status=row.status,
        is_shown=row.status in PUBLISHED,
        is_on_shelf=row.status in ADOPTABLE,
        kind=row.details["kind"],
        domain=domains[0],
        publisher_city=row.city_id,
        is_demo=row.is_demo,
    )


def _adoption_facts(row: Any, component: ComponentFacts, cities: dict[int, CityFacts]) -> AdoptionFacts:
    adopter = cities[row.city_id]
    publisher = cities[component.publisher_city] if component.publisher_city is not None else None
    return AdoptionFacts(
        stage=row.stage,
        is_running=row.stage in RUNNING,
        has_version=row.version_id is not None,
        city=row.city_id,
        city_class=adopter.city_class,
        province=adopter.province,
        component=row.component_id,
        component_facts=component,
        publisher_class=publisher.city_class if publisher else None,
        is_demo=row.is_demo,
    )


def _city_facts(session: Session, ids: Collection[int | None]) -> dict[int, CityFacts]:
    # The assignment in force is the open one: a class never begins on a day to come.
    classes = {
        row.organisation_id: row.city_class
        for row in session.execute(
            select(CityClassAssignment.organisation_id, CityClassAssignment.city_class).where(
                CityClassAssignment.organisation_id.in_(ids),
                CityClassAssignment.valid_to.is_(None),
                CityClassAssignment.superseded_at.is_(None),
            )
        )
    }
    codes = session.execute(select(Organisation.id, Organisation.division_code).where(Organisation.id.in_(ids))).all()
    provinces = {code: province_of(session, code) for code in {row.division_code for row in codes}}
    return {row.id: CityFacts(classes.get(row.id), provinces[row.division_code]) for row in codes}
