"""Which rows events are about, and which others count otherwise with them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, Independence
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.stewards import names_led_to
from registry.events.queries import Change
from registry.organisations.models import Organisation

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


def versions_of(session: Session, component_ids: Collection[int]) -> set[int]:
    """The versions of these components."""
    return _ids(session, ComponentVersion.id, ComponentVersion.component_id, component_ids)


def adoptions_touched(session: Session, *, components: Collection[int], cities: Collection[int]) -> set[int]:
    """The adoptions whose spans depend on these components or on these cities, on either side, now or in the past."""
    found = _ids(session, Adoption.id, Adoption.component_id, components)
    if cities:
        belonging = select(Organisation.id).where(Organisation.city_id.in_(cities))
        found.update(session.scalars(select(Adoption.id).where(Adoption.city_id.in_(cities))))
        sides = or_(Independence.city_id.in_(belonging), Independence.publisher_id.in_(belonging))
        found.update(session.scalars(select(Independence.adoption_id).where(sides)))
    return found


def components_of_cities(session: Session, cities: Collection[int]) -> set[int]:
    """The components that were published in these cities: what they supply counts by the city's class."""
    if not cities:
        return set()
    publishers = select(Organisation.id).where(Organisation.city_id.in_(cities))
    return set(session.scalars(select(Component.id).where(Component.publisher_id.in_(publishers))))


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
