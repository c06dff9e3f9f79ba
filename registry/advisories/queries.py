"""Questions about advisories. Who sees the component sees what is wrong with it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.advisories import ranges
from registry.advisories.models import Advisory
from registry.advisories.scoring import rank_of
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import may_see, visible_to
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation


class Published(NamedTuple):
    """A published version, as far as advisories go."""

    number: str
    key: bytes
    is_prerelease: bool
    is_yanked: bool


def get_advisory(session: Session, actor: Actor, identifier: str, *, for_change: bool = False) -> Advisory:
    """An advisory with its component and the publisher. What is wrong with something hidden is hidden."""
    found = find_advisory(session, identifier, for_change=for_change)
    if found is None or not _may_read(session, actor, found.component):
        raise NotFound(what=identifier)
    return found


def find_advisory(session: Session, identifier: str, *, for_change: bool = False) -> Advisory | None:
    """The same whoever asks, for the actions of this service."""
    query = _whole(select(Advisory).where(Advisory.identifier == identifier))
    if for_change:
        query = query.with_for_update(of=Advisory).execution_options(populate_existing=True)
    return session.scalar(query)


def list_advisories(
    session: Session,
    actor: Actor,
    *,
    severity: Collection[str] | None = None,
    component: str | None = None,
    publisher: str | None = None,
    since: datetime | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Advisory]:
    """Advisories on what the caller may see, the newest first; `since` leaves those that were changed since."""
    query = _whole(select(Advisory)).order_by(Advisory.published_at.desc(), Advisory.id.desc())
    query = query.join(Component, Component.id == Advisory.component_id).where(_readable(actor))
    if severity:
        query = query.where(Advisory.severity.in_(severity))
    if component:
        query = query.where(Component.full_name == component)
    if publisher:
        owner = select(Organisation.id).where(Organisation.slug == publisher).scalar_subquery()
        query = query.where(Component.publisher_id == owner)
    if since:
        query = query.where(Advisory.modified_at >= since)
    if after:
        moment = datetime.fromisoformat(after[0])
        query = query.where(
            or_(Advisory.published_at < moment, and_(Advisory.published_at == moment, Advisory.id < after[1]))
        )
    rows = list(session.scalars(query.limit(limit + 1)))
    return page_of(rows, limit, key=lambda row: (row.published_at.isoformat(), row.id))


def list_of_component(session: Session, component_id: int) -> list[Advisory]:
    """Every advisory of a component, the gravest in force first, withdrawn ones last."""
    found = session.scalars(_whole(select(Advisory).where(Advisory.component_id == component_id)))
    return sorted(found, key=_gravest_first)


def list_affecting(session: Session, version: ComponentVersion) -> list[Advisory]:
    """The advisories in force that affect a version, the gravest first."""
    in_force = advisories_in_force(session, (version.component_id,)).get(version.component_id, [])
    return affecting(in_force, version.sort_key)


def advisories_in_force(session: Session, component_ids: Collection[int]) -> dict[int, list[Advisory]]:
    """What is not withdrawn, by component, the gravest first; components without any are left out."""
    if not component_ids:
        return {}
    query = _whole(select(Advisory).where(Advisory.component_id.in_(component_ids), Advisory.withdrawn_at.is_(None)))
    found: dict[int, list[Advisory]] = {}
    for advisory in sorted(session.scalars(query), key=_gravest_first):
        found.setdefault(advisory.component_id, []).append(advisory)
    return found


def affecting(advisories: Sequence[Advisory], key: bytes) -> list[Advisory]:
    """Those that affect the version with this sort key, in the same order."""
    return [advisory for advisory in advisories if affected_of(advisory).holds(key)]


def affected_of(advisory: Advisory) -> ranges.Affected:
    """What it affects, ready to be asked."""
    return ranges.affected_by(entry for entry in advisory.affected if "package" not in entry)


def versions_of(session: Session, component_ids: Collection[int]) -> dict[int, list[Published]]:
    """The versions of components, the greatest first."""
    found: dict[int, list[Published]] = {identifier: [] for identifier in component_ids}
    if not found:
        return found
    rows = session.execute(
        select(
            ComponentVersion.component_id,
            ComponentVersion.number,
            ComponentVersion.sort_key,
            ComponentVersion.is_prerelease,
            ComponentVersion.yanked_at,
        )
        .where(ComponentVersion.component_id.in_(found))
        .order_by(ComponentVersion.component_id, ComponentVersion.sort_key.desc())
    )
    for component_id, number, key, is_prerelease, yanked_at in rows:
        found[component_id].append(Published(number, key, is_prerelease, yanked_at is not None))
    return found


def find_fix(advisories: Sequence[Advisory], versions: Sequence[Published], key: bytes) -> str | None:
    """The first version after this one that nothing in force affects and that can be moved to: not yanked, and no
    pre-release where none runs now. `versions` are the component's, the greatest first."""
    tests_something = any(version.is_prerelease for version in versions if version.key == key)
    affected = [affected_of(advisory) for advisory in advisories]
    for version in reversed(versions):
        is_open = not version.is_yanked and (tests_something or not version.is_prerelease)
        if version.key > key and is_open and not any(one.holds(version.key) for one in affected):
            return version.number
    return None


def _whole(query: Select[Advisory]) -> Select[Advisory]:
    return query.options(joinedload(Advisory.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True))


def _gravest_first(advisory: Advisory) -> tuple[bool, int, int, int]:
    score = advisory.score_tenths if advisory.score_tenths is not None else -1
    return advisory.withdrawn_at is not None, -rank_of(advisory.severity), -score, -advisory.id


def _may_read(session: Session, actor: Actor, component: Component) -> bool:
    was_listed = component.status == "merged" and component.listed_at is not None
    return (was_listed and not component.is_restricted) or may_see(session, actor, component)


def _readable(actor: Actor) -> ColumnElement[bool]:
    """Merged components are read under another name, and cities still run their versions."""
    merged = and_(Component.status == "merged", Component.listed_at.is_not(None), Component.is_restricted.is_(False))
    return or_(visible_to(actor), merged)
