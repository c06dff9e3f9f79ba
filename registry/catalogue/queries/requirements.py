"""Questions about what versions require, and who requires a component."""

from itertools import islice
from typing import Any, NamedTuple

from packaging.version import Version
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.lifecycle import GONE
from registry.catalogue.models import (
    Component,
    ComponentVersion,
    Requirement,
)
from registry.catalogue.versioning import read_specifier
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor
from registry.kit.paging import Page, page_of


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


def list_needing(session: Session, component_id: int) -> list[tuple[Component, str]]:
    """Every version that requires a component, with its own, the last published first: also the yanked ones, which
    somebody may run or take back. Of components that were removed or merged nobody runs any."""
    query = (
        select(Component, ComponentVersion.number)
        .join(ComponentVersion, ComponentVersion.component_id == Component.id)
        .join(Requirement, Requirement.version_id == ComponentVersion.id)
        .where(Requirement.component_id == component_id, Component.status.not_in(GONE))
        .order_by(Requirement.id.desc())
    )
    return [(component, number) for component, number in session.execute(query)]
