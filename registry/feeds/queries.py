"""What feeds, badges and the sitemap ask: public components only, and never more rows than they show."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component, ComponentAlias, ComponentVersion
from registry.catalogue.queries import get_component
from registry.collaboration.models import Feedback
from registry.collaboration.queries import list_resolved_in
from registry.events.audience import PUBLIC
from registry.events.models import Event
from registry.kit.actor import ANONYMOUS
from registry.kit.errors import NotFound

SHOWN: Final = 50
"""How many entries a feed holds: the newest."""

PUBLISHED: Final = ("listed", "deprecated", "retired")
"""A visible draft that others entered is not news yet."""

TYPES: Final = (
    "component.listed",
    "component.deprecated",
    "component.deprecation_withdrawn",
    "component.retired",
    "version.published",
    "version.yanked",
    "version.yank_withdrawn",
)
_FEW: Final = 100
"""So many of the newest of each type are looked at, so many components of a publisher, so many versions of them."""


class News(NamedTuple):
    """Something that happened to a component that everybody may see."""

    id: UUID
    type: str
    at: datetime
    component: Component
    number: str | None
    data: dict[str, Any]
    notes: dict[str, str]
    resolved: tuple[Feedback, ...] = ()


def is_public() -> ColumnElement[bool]:
    return and_(Component.status.in_(PUBLISHED), Component.is_restricted.is_(False))


def get_public(session: Session, full_name: str) -> Component:
    """A component that everybody may see, with its publisher; NotFound for a draft and a restricted one too."""
    component = get_component(session, ANONYMOUS, full_name)
    if component.status not in PUBLISHED or component.is_restricted:
        raise NotFound(what=full_name)
    return component


def list_news(session: Session) -> list[News]:
    """The newest of the whole catalogue: of each type by its own index, so that the length of the log costs nothing."""
    found: list[_Told] = []
    for kind in TYPES:
        newest = _TOLD.where(Event.type == kind).order_by(Event.position.desc()).limit(_FEW)
        found += [_Told(*row) for row in session.execute(newest)]
    return _news(session, found)


def list_news_of(session: Session, components: Collection[Component]) -> list[News]:
    """The newest of some components, by the subjects of their events: themselves and their latest versions."""
    names = [(component.id, component.full_name) for component in components]
    ids = [component.id for component in components]
    aliases = select(ComponentAlias.component_id, ComponentAlias.full_name).where(ComponentAlias.component_id.in_(ids))
    names += [(component_id, full_name) for component_id, full_name in session.execute(aliases)]
    numbers = _latest_numbers(session, ids)
    subjects = [name for _, name in names]
    subjects += [f"{name}/versions/{number}" for component_id, name in names for number in numbers[component_id]]
    found: list[_Told] = []
    for start in range(0, len(subjects), _FEW):
        # Asked by type as well, SQLite would walk all events of these types.
        query = _TOLD.where(Event.subject.in_(subjects[start : start + _FEW]))
        found += [told for row in session.execute(query) if (told := _Told(*row)).type in TYPES]
    return _news(session, found)


def list_changed(session: Session, publisher_id: int) -> list[Component]:
    """The public components of a publisher that were changed last."""
    query = (
        select(Component)
        .where(Component.publisher_id == publisher_id, is_public())
        .order_by(Component.updated_at.desc(), Component.id.desc())
        .limit(SHOWN)
        .options(joinedload(Component.publisher, innerjoin=True))
    )
    return list(session.scalars(query))


class _Told(NamedTuple):
    position: int
    audience: str
    subject: str
    type: str

    @property
    def component(self) -> str:
        return "/".join(self.subject.split("/")[:2])

    @property
    def number(self) -> str | None:
        _, _, number = self.subject.partition("/versions/")
        return number or None


_TOLD: Final = select(Event.position, Event.audience, Event.subject, Event.type)


def _latest_numbers(session: Session, ids: Collection[int]) -> dict[int, list[str]]:
    query = (
        select(ComponentVersion.component_id, ComponentVersion.number)
        .where(ComponentVersion.component_id.in_(ids))
        .order_by(ComponentVersion.id.desc())
        .limit(2 * _FEW)
    )
    found: dict[int, list[str]] = {component_id: [] for component_id in ids}
    for component_id, number in session.execute(query):
        found[component_id].append(number)
    return found


def _news(session: Session, told: list[_Told]) -> list[News]:
    """The newest of what was told to all, about what everybody may see still; the newest first."""
    told = [each for each in told if each.audience == PUBLIC]
    components = _public_by_name(session, {each.component for each in told})
    shown = sorted((each for each in told if each.component in components), reverse=True)[:SHOWN]
    rows = session.scalars(select(Event).where(Event.position.in_([each.position for each in shown])))
    events = {row.position: row for row in rows}
    versions = _versions(session, {(components[each.component].id, each.number) for each in shown if each.number})
    resolved = list_resolved_in(session, [version.id for version in versions.values()])
    return [
        News(
            id=events[each.position].id,
            type=events[each.position].type,
            at=events[each.position].recorded_at,
            component=(component := components[each.component]),
            number=each.number,
            data=orjson.loads(events[each.position].envelope)["data"],
            notes=version.notes if (version := versions.get((component.id, each.number))) else {},
            resolved=tuple(resolved.get(version.id, ())) if version else (),
        )
        for each in shown
    ]


def _public_by_name(session: Session, names: Collection[str]) -> dict[str, Component]:
    """Public components by the names asked for, which may be those they had before."""
    old = select(ComponentAlias.full_name, ComponentAlias.component_id).where(ComponentAlias.full_name.in_(names))
    aliases = {full_name: component_id for full_name, component_id in session.execute(old)}
    query = (
        select(Component)
        .where(or_(Component.full_name.in_(names), Component.id.in_(aliases.values())), is_public())
        .options(joinedload(Component.publisher, innerjoin=True))
    )
    rows = list(session.scalars(query))
    by_id = {row.id: row for row in rows}
    found = {row.full_name: row for row in rows}
    return found | {name: by_id[number] for name, number in aliases.items() if number in by_id}


class _Version(NamedTuple):
    id: int
    notes: dict[str, str]


def _versions(session: Session, versions: Collection[tuple[int, str | None]]) -> dict[tuple[int, str | None], _Version]:
    query = select(
        ComponentVersion.component_id, ComponentVersion.number, ComponentVersion.id, ComponentVersion.notes
    ).where(
        ComponentVersion.component_id.in_({component_id for component_id, _ in versions}),
        ComponentVersion.number.in_({number for _, number in versions}),
    )
    return {(row.component_id, row.number): _Version(row.id, row.notes) for row in session.execute(query)}
