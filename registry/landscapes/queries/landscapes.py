"""What a body and its units run, with what the catalogue says of it today."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption
from registry.adoption.queries import require_landscapes
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation, successor_of

PORTION: Final = 1000
UNSPECIFIED: Final = "unspecified"


class Entry(NamedTuple):
    """One use, with what it is measured against: the component's latest version."""

    id: int
    adoption: UUID
    adopter: str
    beneficiary: str
    component: str
    title: dict[str, str]
    kind: str
    domains: list[str]
    version: str | None
    latest: str | None
    is_behind: bool
    stage: str
    stage_since: date
    mode: str
    scenario: str | None
    operator: str | None
    departments: list[str]
    levels: list[str]
    is_demo: bool

    @property
    def domain(self) -> str:
        """The primary domain, by which figures count."""
        return self.domains[0] if self.domains else UNSPECIFIED


def get_body(session: Session, actor: Actor, slug: str) -> Organisation:
    """The body whose landscape is asked for; an old name leads to its successor. Raises LandscapeHidden, NotFound."""
    require_landscapes(actor)
    return successor_of(session, get_organisation(session, slug))


def list_landscape(
    session: Session,
    actor: Actor,
    body: Organisation,
    *,
    after: tuple[Any, ...] | None = None,
    limit: int,
    **filters: Any,
) -> Page[Entry]:
    """What a body, its units and those it adopts for use, in the order of the components' names.

    Filters: stage, domain, kind, publisher, operator, outdated, unknown_version. What has ended is left out unless its
    stage is asked for.
    """
    query = _landscape(actor, body, filters)
    if after is not None:
        query = query.where(
            or_(Component.full_name > after[0], (Component.full_name == after[0]) & (Adoption.id > after[1]))
        )
    rows = session.execute(query.order_by(Component.full_name, Adoption.id).limit(limit + 1))
    return page_of([_entry(row) for row in rows], limit, key=lambda entry: (entry.component, entry.id))


def whole_landscape(session: Session, actor: Actor, body: Organisation, **filters: Any) -> Iterator[Entry]:
    """All of it, some at a time."""
    after: tuple[Any, ...] | None = None
    while True:
        page = list_landscape(session, actor, body, after=after, limit=PORTION, **filters)
        yield from page.items
        if page.after is None:
            return
        after = page.after


def _landscape(actor: Actor, body: Organisation, filters: dict[str, Any]) -> Select[Any]:
    latest, operator, adopter, beneficiary, publisher = (
        aliased(ComponentVersion),
        aliased(Organisation),
        aliased(Organisation),
        aliased(Organisation),
        aliased(Organisation),
    )
    query = (
        select(
            Adoption.id,
            Adoption.public_id,
            adopter.slug.label("adopter"),
            beneficiary.slug.label("beneficiary"),
            Component.full_name,
            Component.details,
            ComponentVersion.number,
            ComponentVersion.sort_key,
            latest.number.label("latest"),
            latest.sort_key.label("latest_key"),
            Adoption.stage,
            Adoption.stage_since,
            Adoption.mode,
            Adoption.scenario,
            operator.slug.label("operator"),
            Adoption.record,
            Adoption.is_demo,
        )
        .join(Component, Component.id == Adoption.component_id)
        .join(publisher, publisher.id == Component.publisher_id)
        .join(adopter, adopter.id == Adoption.adopter_id)
        .join(beneficiary, beneficiary.id == Adoption.beneficiary_id)
        .outerjoin(operator, operator.id == Adoption.operator_id)
        .outerjoin(ComponentVersion, ComponentVersion.id == Adoption.version_id)
        .outerjoin(latest, latest.id == Component.latest_version_id)
        .where(
            or_(
                Adoption.adopter_id == body.id,
                Adoption.beneficiary_id == body.id,
                Adoption.city_id == body.id,
            )
        )
    )
    if not actor.is_administrator:
        sides = (Adoption.adopter_id, Adoption.beneficiary_id, Adoption.city_id)
        own = (side.in_(actor.acts_for) for side in sides)
        query = query.where(or_(Adoption.component_id.not_in(hidden_ids(actor)), *own))
    stage = filters.get("stage")
    query = query.where(Adoption.stage == stage if stage else Adoption.stage != "retired")
    if domain := filters.get("domain"):
        primary = Component.details["domains"][0].as_string()
        query = query.where(primary == domain if domain != UNSPECIFIED else primary.is_(None))
    if kind := filters.get("kind"):
        query = query.where(Component.details["kind"].as_string() == kind)
    if named := filters.get("publisher"):
        query = query.where(publisher.slug == named)
    if named := filters.get("operator"):
        query = query.where(operator.slug == named)
    if filters.get("outdated"):
        query = query.where(ComponentVersion.sort_key < latest.sort_key)
    if filters.get("unknown_version"):
        query = query.where(Adoption.version_id.is_(None))
    return query


def _entry(row: Any) -> Entry:
    keys = row.sort_key, row.latest_key
    return Entry(
        id=row.id,
        adoption=row.public_id,
        adopter=row.adopter,
        beneficiary=row.beneficiary,
        component=row.full_name,
        title=row.details["title"],
        kind=row.details["kind"],
        domains=row.details.get("domains") or [],
        version=row.number,
        latest=row.latest,
        is_behind=None not in keys and keys[0] < keys[1],
        stage=row.stage,
        stage_since=row.stage_since,
        mode=row.mode,
        scenario=row.scenario,
        operator=row.operator,
        departments=row.record.get("departments", []),
        levels=row.record.get("levels", []),
        is_demo=row.is_demo,
    )


class Common(NamedTuple):
    """Two landscapes beside one another: components that both run, and that one of them alone does."""

    both: list[str]
    only_here: list[str]
    only_there: list[str]


def compare_landscapes(session: Session, actor: Actor, here: Organisation, there: Organisation) -> Common:
    """What two bodies have in use that has not ended, by component."""
    first, second = ({entry.component for entry in whole_landscape(session, actor, body)} for body in (here, there))
    return Common(sorted(first & second), sorted(first - second), sorted(second - first))
