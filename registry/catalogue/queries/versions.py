"""Questions about versions: one of them, the latest, those that fit."""

from typing import Any, Final

from packaging.version import Version
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.versioning import VersionUnreadable, read_specifier, read_version
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of


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
