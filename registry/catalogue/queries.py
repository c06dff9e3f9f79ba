"""Questions to the catalogue."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple
from uuid import UUID

from packaging.version import Version
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue import stewards
from registry.catalogue.errors import ComponentRemoved
from registry.catalogue.models import (
    Component,
    ComponentCount,
    ComponentVersion,
    PubliccodeFile,
    Requirement,
)
from registry.catalogue.versioning import VersionUnreadable, read_specifier, read_version
from registry.catalogue.visibility import may_see, shown_to_all, visible_to
from registry.kit.actor import Actor
from registry.kit.database import Database
from registry.kit.errors import Moved, NotFound, Refusal
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation

# Built once: building a statement costs as much as asking it. What a session read before it had the lock may be stale.
_BY_NAME: Final = (
    select(Component)
    .where(Component.full_name == bindparam("full_name"))
    .options(joinedload(Component.publisher, innerjoin=True))
)
_TO_CHANGE: Final = _BY_NAME.with_for_update(of=Component).execution_options(populate_existing=True)
_TO_USE: Final = _BY_NAME.with_for_update(of=Component, read=True).execution_options(populate_existing=True)


def get_component(
    session: Session, actor: Actor, full_name: str, *, for_change: bool = False, for_use: bool = False
) -> Component:
    """A component with its publisher. What the caller may not see is not found; what was removed is gone; Moved tells
    the present name of one that was transferred or merged.

    `for_change` locks the row, so that two writers cannot both build on the same tag. `for_use` lets others use it too,
    but nobody remove or retire it, until this transaction has ended.
    """
    query = _TO_CHANGE if for_change else _TO_USE if for_use else _BY_NAME
    component = session.scalar(query, {"full_name": full_name})
    if component is None or component.status == "merged":
        raise _elsewhere(session, actor, full_name)
    if component.status == "removed":
        raise ComponentRemoved(component=full_name)
    if not may_see(session, actor, component):
        raise NotFound(what=full_name)
    return component


def _elsewhere(session: Session, actor: Actor, full_name: str) -> Refusal:
    """Where an old name leads, unless it leads to something that the caller may not see."""
    target = stewards.find_by_old_name(session, full_name)
    if target is None or not may_see(session, actor, target):
        return NotFound(what=full_name)
    return Moved(was=full_name, now=target.full_name)


def find_component(session: Session, full_name: str, *, for_use: bool = False) -> Component | None:
    """A component by its name, present or old, whatever its status, for the actions of this service; `for_use` as in
    `get_component`."""
    query = select(Component).where(Component.full_name == full_name)
    found = session.scalar(query.with_for_update(read=True) if for_use else query)
    if found is None or found.status == "merged":
        return stewards.find_by_old_name(session, full_name, for_use=for_use) or found
    return found


def get_component_document(database: Database, actor: Actor, full_name: str) -> tuple[bytes, str]:
    """The bytes of a component and their tag: the hot read, straight from the driver."""
    rows = database.fetch(
        "SELECT document, etag, status, is_restricted FROM components WHERE full_name = ?",
        (full_name,),
    )
    if not rows or not shown_to_all(rows[0][2], rows[0][3]):
        # Not for everybody, removed or under another name by now: which it is, is asked the long way.
        with database.reading() as session:
            component = get_component(session, actor, full_name)
            return component.document, component.etag
    return bytes(rows[0][0]), rows[0][1]


def list_component_documents(database: Database, ids: Sequence[int]) -> dict[int, tuple[bytes, int]]:
    """Documents and adopter counts of the given components, for a page of hits."""
    if not ids:
        return {}
    marks = ", ".join("?" * len(ids))
    rows = database.fetch(
        "SELECT c.id, c.document, n.adopters FROM components c "  # noqa: S608 — only marks are put in
        f"LEFT JOIN component_counts n ON n.component_id = c.id WHERE c.id IN ({marks})",
        tuple(ids),
    )
    return {row[0]: (bytes(row[1]), row[2] or 0) for row in rows}


def titles_of(session: Session, actor: Actor, full_names: Collection[str]) -> dict[str, dict[str, str]]:
    """Titles of those of these components that the caller may see, in the order given."""
    if not full_names:
        return {}
    rows = session.execute(
        select(Component.full_name, Component.details).where(Component.full_name.in_(full_names), visible_to(actor))
    )
    found: dict[str, dict[str, str]] = {full_name: details["title"] for full_name, details in rows}
    return {full_name: found[full_name] for full_name in full_names if full_name in found}


def counts_of(session: Session, component_id: int, *, for_change: bool = False) -> ComponentCount:
    """How much a component is reused. `for_change` lets nobody else count it until this transaction has ended."""
    return session.get_one(ComponentCount, component_id, with_for_update=for_change, populate_existing=for_change)


def find_version(session: Session, component_id: int, number: str) -> ComponentVersion | None:
    """A version by any spelling of its number, or `latest`."""
    if number == "latest":
        return find_latest(session, component_id)
    try:
        key = read_version(number).sort_key
    except VersionUnreadable:
        return None
    return session.scalar(
        select(ComponentVersion).where(ComponentVersion.component_id == component_id, ComponentVersion.sort_key == key)
    )


def get_version(session: Session, component: Component, number: str) -> ComponentVersion:
    version = find_version(session, component.id, number)
    if version is None:
        raise NotFound(what=f"{component.full_name} {number}")
    return version


# Asked for one kind at a time, the unique index on the sort key is walked from its end: one row is read, not all.
_GREATEST: Final = (
    select(ComponentVersion)
    .where(ComponentVersion.component_id == bindparam("component_id"), ComponentVersion.yanked_at.is_(None))
    .order_by(ComponentVersion.sort_key.desc())
    .limit(1)
)
_GREATEST_STABLE: Final = _GREATEST.where(ComponentVersion.is_prerelease.is_(False))
_GREATEST_PRERELEASE: Final = _GREATEST.where(ComponentVersion.is_prerelease.is_(True))
_NUMBERS_OF_GREATEST: Final = tuple(
    query.with_only_columns(ComponentVersion.id, ComponentVersion.number)
    for query in (_GREATEST_STABLE, _GREATEST_PRERELEASE)
)


def find_latest(session: Session, component_id: int) -> ComponentVersion | None:
    """The policy of `latest`: the greatest stable version that is not yanked; when there is none, the greatest
    pre-release that is not yanked; else none. The order is of versions, not of dates: a late fix of an old line is not
    the latest.
    """
    asked = {"component_id": component_id}
    return session.scalar(_GREATEST_STABLE, asked) or session.scalar(_GREATEST_PRERELEASE, asked)


def find_latest_number(session: Session, component_id: int) -> tuple[int, str] | None:
    """Id and number of the latest version by the same policy, without loading it."""
    asked = {"component_id": component_id}
    for query in _NUMBERS_OF_GREATEST:
        if found := session.execute(query, asked).first():
            return found.id, found.number
    return None


def list_versions(
    session: Session,
    component_id: int,
    *,
    specifier: str | None = None,
    prereleases: bool = True,
    yanked: bool = True,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[tuple[str, bytes, bytes]]:
    """Number, sort key and document of versions, the greatest first.

    A specifier is `packaging`'s, which SQL cannot evaluate: the numbers of the one component are read and matched.
    Raises ValueError for a specifier that is none.
    """
    query = (
        select(ComponentVersion.number, ComponentVersion.sort_key, ComponentVersion.document)
        .where(ComponentVersion.component_id == component_id)
        .order_by(ComponentVersion.sort_key.desc())
    )
    if not prereleases:
        query = query.where(ComponentVersion.is_prerelease.is_(False))
    if not yanked:
        query = query.where(ComponentVersion.yanked_at.is_(None))
    if after:
        query = query.where(ComponentVersion.sort_key < bytes.fromhex(after[0]))
    if specifier is None:
        rows = [(number, key, document) for number, key, document in session.execute(query.limit(limit + 1))]
    else:
        wanted = read_specifier(specifier)
        rows = [
            (number, key, document)
            for number, key, document in session.execute(query)
            if wanted.contains(Version(number), prereleases=True)
        ][: limit + 1]
    return page_of(rows, limit, key=lambda row: (row[1].hex(),))


def find_newest_matching(session: Session, component_id: int, specifier: str) -> str | None:
    """The greatest stable version that fits and is not yanked; `latest` where no specifier is given."""
    if not specifier:
        newest = find_latest(session, component_id)
        return newest.number if newest else None
    page = list_versions(session, component_id, specifier=specifier, prereleases=False, yanked=False, limit=1)
    return page.items[0][0] if page.items else None


def list_requirements(session: Session, version_id: int) -> list[Requirement]:
    return list(
        session.scalars(
            select(Requirement)
            .where(Requirement.version_id == version_id)
            .order_by(Requirement.id)
            .options(joinedload(Requirement.component, innerjoin=True))
        )
    )


class Dependent(NamedTuple):
    """A version of another component that requires this one."""

    component: str
    number: str
    specifier: str


def list_dependents(
    session: Session,
    actor: Actor,
    component_id: int,
    *,
    number: str | None = None,
    after: tuple[Any, ...] | None,
    limit: int,
) -> Page[tuple[int, Dependent]]:
    """Who requires a component, as far as the caller may see, in the order in which they were published.

    With `number`, only those whose specifier takes that version: SQL cannot tell, so rows are read to fill the page.
    """
    query = (
        select(Requirement.id, Component.full_name, ComponentVersion.number, Requirement.specifier)
        .join(ComponentVersion, ComponentVersion.id == Requirement.version_id)
        .join(Component, Component.id == ComponentVersion.component_id)
        .where(Requirement.component_id == component_id, visible_to(actor))
        .order_by(Requirement.id)
    )
    if after:
        query = query.where(Requirement.id > after[0])
    if number is None:
        query = query.limit(limit + 1)
    found = ((row[0], Dependent(*row[1:])) for row in session.execute(query))
    fitting = (row for row in found if number is None or _takes(row[1].specifier, number))
    return page_of(list(islice(fitting, limit + 1)), limit, key=lambda row: (row[0],))


def _takes(specifier: str, number: str) -> bool:
    return read_specifier(specifier).contains(Version(number), prereleases=True)


def has_requirements(session: Session, version_id: int) -> bool:
    """Whether a version requires anything."""
    return session.scalar(select(Requirement.id).where(Requirement.version_id == version_id).limit(1)) is not None


def is_required(session: Session, component_id: int) -> bool:
    return session.scalar(select(Requirement.id).where(Requirement.component_id == component_id).limit(1)) is not None


def find_lookalike(session: Session, publisher_id: int, name_skeleton: str) -> str | None:
    """The name of the publisher's component that looks the same, or that one of them had before, if there is one."""
    present = session.scalar(
        select(Component.name).where(Component.publisher_id == publisher_id, Component.name_skeleton == name_skeleton)
    )
    if present is not None:
        return present
    publisher = session.get_one(Organisation, publisher_id).slug
    return stewards.old_names(session, (publisher,)).get((publisher, name_skeleton))


def list_for_index(session: Session, full_names: Collection[str]) -> list[Component]:
    """Components with their publishers, for the search index."""
    return list(
        session.scalars(
            select(Component)
            .where(Component.full_name.in_(full_names))
            .options(joinedload(Component.publisher, innerjoin=True))
        )
    )


def full_names_of_publisher(session: Session, publisher_id: int) -> list[str]:
    return list(session.scalars(select(Component.full_name).where(Component.publisher_id == publisher_id)))


def full_names_after(session: Session, after: str, limit: int) -> list[str]:
    """The next names in order: a rebuild walks the catalogue with this."""
    return list(
        session.scalars(
            select(Component.full_name).where(Component.full_name > after).order_by(Component.full_name).limit(limit)
        )
    )


def adopters_of(session: Session, ids: Collection[int]) -> dict[int, int]:
    rows = session.execute(
        select(ComponentCount.component_id, ComponentCount.adopters).where(ComponentCount.component_id.in_(ids))
    )
    return {component_id: adopters for component_id, adopters in rows}


def find_import_by_url(session: Session, publisher_id: int, url: str) -> PubliccodeFile | None:
    """The last file of this publisher with this `url` (the standard's identifier) whose component is still there."""
    return session.scalar(
        select(PubliccodeFile)
        .join(Component, Component.id == PubliccodeFile.component_id)
        .where(
            PubliccodeFile.publisher_id == publisher_id,
            PubliccodeFile.url == url,
            # A component that was transferred or merged is no longer this publisher's to describe.
            Component.publisher_id == publisher_id,
            Component.status.not_in(("removed", "merged")),
        )
        .order_by(PubliccodeFile.id.desc())
        .limit(1)
    )


def find_exported(session: Session, publisher_id: int, identifier: UUID, url: str | None) -> Component | None:
    """The publisher's component that a file says it was written from, where it has this `url` or none."""
    component = session.scalar(
        select(Component).where(Component.public_id == identifier, Component.publisher_id == publisher_id)
    )
    if component is None or component.status in {"removed", "merged"}:
        return None
    return component if component.details.get("repository_url") in {None, url} else None


def has_good_import(session: Session, component_id: int) -> bool:
    """Whether a file without errors ever described a component."""
    good = (PubliccodeFile.component_id == component_id) & (PubliccodeFile.verdict != "invalid")
    return session.scalar(select(PubliccodeFile.id).where(good).limit(1)) is not None


def find_verdict(session: Session, component_id: int) -> str | None:
    """What the last file imported for a component was found to be; None where none was."""
    return session.scalar(
        select(PubliccodeFile.verdict)
        .where(PubliccodeFile.component_id == component_id)
        .order_by(PubliccodeFile.id.desc())
        .limit(1)
    )
