"""Who needs whom, from the edges that are kept beside the versions, and what a resolution reads in bulk.

A resolution reads some 200,000 versions at once: what it gets are plain tuples, from few statements.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from registry.catalogue.lifecycle import GONE
from registry.catalogue.models import Component, ComponentEdge, ComponentVersion, Requirement

PORTION: Final = 10_000
"""Parameters in one statement: SQLite takes 32,766."""

_COMPONENTS, _EDGES, _VERSIONS, _REQUIREMENTS = (
    model.metadata.tables[model.__tablename__] for model in (Component, ComponentEdge, ComponentVersion, Requirement)
)


class Candidate(NamedTuple):
    """A published version as far as choosing between versions goes; `sort_key` orders and tells apart."""

    component_id: int
    version_id: int
    number: str
    sort_key: bytes
    is_prerelease: bool
    is_yanked: bool


class Needed(NamedTuple):
    """That a version requires a component, at versions that fit a specifier."""

    version_id: int
    component_id: int
    specifier: str


class Named(NamedTuple):
    """What a component is called, and whether it may be chosen at all."""

    component_id: int
    full_name: str
    status: str
    is_restricted: bool
    is_quarantined: bool


class Edge(NamedTuple):
    """That so many versions of one component, none of them yanked, require another."""

    dependent_id: int
    required_id: int
    versions: int


_CANDIDATES: Final = select(
    _VERSIONS.c.component_id,
    _VERSIONS.c.id,
    _VERSIONS.c.number,
    _VERSIONS.c.sort_key,
    _VERSIONS.c.is_prerelease,
    _VERSIONS.c.yanked_at.is_not(None),
)
_NEEDED: Final = select(_REQUIREMENTS.c.version_id, _REQUIREMENTS.c.component_id, _REQUIREMENTS.c.specifier)
_NEEDED_BY_COMPONENTS: Final = _NEEDED.join_from(_REQUIREMENTS, _VERSIONS, _VERSIONS.c.id == _REQUIREMENTS.c.version_id)
_NAMED: Final = select(
    _COMPONENTS.c.id,
    _COMPONENTS.c.full_name,
    _COMPONENTS.c.status,
    _COMPONENTS.c.is_restricted,
    _COMPONENTS.c.is_quarantined,
)
_EDGE: Final = select(_EDGES.c.dependent_id, _EDGES.c.required_id, _EDGES.c.versions)


def load_candidates(session: Session, component_ids: Collection[int]) -> list[Candidate]:
    """All versions of these components, in no order: also the yanked ones and pre-releases, which the caller tells."""
    rows = _in_portions(session, _CANDIDATES, _VERSIONS.c.component_id, component_ids)
    return [Candidate._make(row) for row in rows]


def load_requirements(
    session: Session, *, version_ids: Collection[int] = (), component_ids: Collection[int] = ()
) -> list[Needed]:
    """What these versions require, and what all versions of these components require."""
    rows = [
        *_in_portions(session, _NEEDED, _REQUIREMENTS.c.version_id, version_ids),
        *_in_portions(session, _NEEDED_BY_COMPONENTS, _VERSIONS.c.component_id, component_ids),
    ]
    return [Needed._make(row) for row in rows]


def load_names(session: Session, component_ids: Collection[int]) -> dict[int, Named]:
    """Names and states of these components. Whether the caller may see them is asked elsewhere."""
    rows = _in_portions(session, _NAMED, _COMPONENTS.c.id, component_ids)
    return {row[0]: Named._make(row) for row in rows}


def closure_ids(session: Session, component_ids: Collection[int]) -> frozenset[int]:
    """These components and all that their versions need, at whatever remove.

    Edges stand for versions that are not yanked: who goes on from a yanked version that still runs somewhere adds what
    that version requires to the components it asks about.
    """
    found = set(component_ids)
    for portion in _portions(component_ids):
        reached = select(_EDGES.c.required_id).where(_EDGES.c.dependent_id.in_(portion)).cte("reached", recursive=True)
        onward = select(_EDGES.c.required_id).join(reached, reached.c.required_id == _EDGES.c.dependent_id)
        found.update(session.connection().execute(select(reached.union(onward).c.required_id)).scalars())
    return frozenset(found)


def edges_from(session: Session, component_ids: Collection[int]) -> list[Edge]:
    """What these components need themselves."""
    rows = _in_portions(session, _EDGE, _EDGES.c.dependent_id, component_ids)
    return [Edge._make(row) for row in rows]


def edges_to(session: Session, component_ids: Collection[int]) -> list[Edge]:
    """What needs these components itself."""
    rows = _in_portions(session, _EDGE, _EDGES.c.required_id, component_ids)
    return [Edge._make(row) for row in rows]


def counted_edges() -> Select[int, int, int]:
    """The edges as they follow from what stands in the tables: by component, versions that are not yanked."""
    dependent, required = aliased(Component), aliased(Component)
    return (
        select(ComponentVersion.component_id, Requirement.component_id, func.count())
        .select_from(Requirement)
        .join(ComponentVersion, ComponentVersion.id == Requirement.version_id)
        .join(dependent, dependent.id == ComponentVersion.component_id)
        .join(required, required.id == Requirement.component_id)
        .where(
            ComponentVersion.yanked_at.is_(None),
            dependent.id != required.id,
            dependent.status.not_in(GONE),
            required.status.not_in(GONE),
        )
        .group_by(ComponentVersion.component_id, Requirement.component_id)
    )


def wrong_edges(session: Session) -> Iterator[str]:
    """A sentence for each edge that is not as a recount says."""
    counted = {(dependent, required): versions for dependent, required, versions in session.execute(counted_edges())}
    kept = {(edge[0], edge[1]): edge[2] for edge in session.execute(_EDGE)}
    wrong = sorted(pair for pair in counted.keys() | kept.keys() if counted.get(pair) != kept.get(pair))
    names = load_names(session, {identifier for pair in wrong for identifier in pair})
    for dependent, required in wrong:
        said, found = kept.get((dependent, required), 0), counted.get((dependent, required), 0)
        yield f"{names[dependent].full_name} → {names[required].full_name}: {said} versions counted, recounted {found}"


def _in_portions(
    session: Session, query: Select[Any], column: ColumnElement[int], ids: Collection[int]
) -> Iterator[Sequence[Any]]:
    connection, asked = session.connection(), _among(query, column)
    for portion in _portions(ids):
        yield from connection.execute(asked, {"ids": portion}).all()


@cache
def _among(query: Select[Any], column: ColumnElement[int]) -> Select[Any]:
    """Made once for each question: making a statement costs as much as asking it."""
    return query.where(column.in_(bindparam("ids", expanding=True)))


def _portions(ids: Collection[int]) -> Iterator[list[int]]:
    left = sorted(set(ids))
    for start in range(0, len(left), PORTION):
        yield left[start : start + PORTION]
