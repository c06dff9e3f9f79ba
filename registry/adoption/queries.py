"""Questions about adoptions. Landscapes are for cities and administrators; everybody else sees aggregates."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, distinct, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from registry.adoption.models import Adoption, AdoptionStep
from registry.adoption.updates import Advice, Installed, advise
from registry.adoption.vocabulary import RUNNING
from registry.adoption.warnings import warnings_on
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import hidden_ids, may_see
from registry.comparison.queries import upgrades_of
from registry.comparison.upgrades import NO_UPGRADES
from registry.kit.actor import Actor
from registry.kit.errors import LandscapeHidden, NotFound, NotYourOrganisation, TokenRequired
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation


def require_landscapes(actor: Actor) -> None:
    """Refuse a caller who may not see which city runs what: 401 without a token, 403 with an entity's."""
    if actor.is_anonymous:
        raise TokenRequired()
    if not actor.sees_landscapes:
        raise LandscapeHidden()


def get_adoption(session: Session, actor: Actor, adoption_id: UUID, *, for_change: bool = False) -> Adoption:
    """An adoption with all that its document names. Hidden from those who may not see landscapes."""
    if not actor.sees_landscapes:
        raise NotFound(what=str(adoption_id))
    query = _whole(select(Adoption).where(Adoption.public_id == adoption_id))
    if for_change:
        # First its component is held, so that it is not transferred or merged meanwhile: that moves its adoptions.
        held = select(Component.id).join(Adoption, Adoption.component_id == Component.id)
        session.execute(held.where(Adoption.public_id == adoption_id).with_for_update(of=Component, read=True))
        query = query.with_for_update(of=Adoption)
    adoption = session.scalar(query)
    if adoption is None or not (_is_own(actor, adoption) or may_see(session, actor, adoption.component)):
        raise NotFound(what=str(adoption_id))
    return adoption


def _is_own(actor: Actor, adoption: Adoption) -> bool:
    """Whether it is the caller's own use, which it sees whatever has become of the component."""
    return bool({adoption.adopter_id, adoption.beneficiary_id, adoption.city_id} & actor.acts_for)


def _whole(query: Select[Adoption]) -> Select[Adoption]:
    return query.options(
        joinedload(Adoption.adopter, innerjoin=True),
        joinedload(Adoption.beneficiary, innerjoin=True),
        joinedload(Adoption.operator),
        joinedload(Adoption.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
        joinedload(Adoption.version),
        selectinload(Adoption.steps).joinedload(AdoptionStep.version),
    )


def list_of_component(session: Session, component_id: int, *, after: int, limit: int) -> list[Adoption]:
    """The next adoptions of a component with all that their documents name, for whoever moves them; locked."""
    chosen = select(Adoption).where(Adoption.component_id == component_id, Adoption.id > after)
    return list(session.scalars(_whole(chosen.order_by(Adoption.id).limit(limit).with_for_update(of=Adoption))))


def list_whole(session: Session, *, after: int, limit: int) -> list[Adoption]:
    """The next adoptions with all that their documents name, for proving these."""
    return list(session.scalars(_whole(select(Adoption).where(Adoption.id > after).order_by(Adoption.id).limit(limit))))


def list_adoptions(
    session: Session,
    actor: Actor,
    *,
    adopter: str | None = None,
    component: str | None = None,
    version: str | None = None,
    stage: str | None = None,
    operator: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[tuple[int, bytes]]:
    """Rendered adoptions, the newest first. `adopter` also finds what others adopted on its behalf."""
    require_landscapes(actor)
    query = select(Adoption.id, Adoption.document).order_by(Adoption.id.desc())
    if adopter:
        body = select(Organisation.id).where(Organisation.slug == adopter).scalar_subquery()
        query = query.where(or_(Adoption.adopter_id == body, Adoption.beneficiary_id == body))
    if component:
        query = query.where(
            Adoption.component_id == select(Component.id).where(Component.full_name == component).scalar_subquery()
        )
    if version:
        query = query.join(ComponentVersion, ComponentVersion.id == Adoption.version_id).where(
            ComponentVersion.number == version
        )
    if stage:
        query = query.where(Adoption.stage == stage)
    if operator:
        query = query.where(
            Adoption.operator_id == select(Organisation.id).where(Organisation.slug == operator).scalar_subquery()
        )
    if not actor.is_administrator:
        sides = (Adoption.adopter_id, Adoption.beneficiary_id, Adoption.city_id)
        own = (side.in_(actor.acts_for) for side in sides)
        query = query.where(or_(Adoption.component_id.not_in(hidden_ids(actor)), *own))
    if after:
        query = query.where(Adoption.id < after[0])
    rows = [(row.id, row.document) for row in session.execute(query.limit(limit + 1))]
    return page_of(rows, limit, key=lambda row: (row[0],))


def component_ids_run_by(session: Session, actor: Actor, slug: str) -> Sequence[int]:
    """The components a city or a unit of it runs (pilot or live), for `adopted_by`."""
    require_landscapes(actor)
    body = select(Organisation.id).where(Organisation.slug == slug).scalar_subquery()
    return session.scalars(
        select(Adoption.component_id)
        .where(
            or_(Adoption.beneficiary_id == body, Adoption.city_id == body),
            Adoption.stage.in_(RUNNING),
        )
        .distinct()
    ).all()


def component_ids_run_by_any(session: Session, actor: Actor, city_ids: Collection[int]) -> Sequence[int]:
    """The components that at least one of these cities runs (pilot or live), for `like`."""
    require_landscapes(actor)
    running = select(Adoption.component_id).where(Adoption.city_id.in_(city_ids), Adoption.stage.in_(RUNNING))
    return session.scalars(running.distinct()).all()


def count_cities_running(
    session: Session, actor: Actor, component_ids: Collection[int], city_ids: Collection[int]
) -> dict[int, int]:
    """How many of these cities run each of these components; those that none of them runs are left out."""
    require_landscapes(actor)
    rows = session.execute(
        select(Adoption.component_id, func.count(distinct(Adoption.city_id)))
        .where(
            Adoption.component_id.in_(component_ids),
            Adoption.city_id.in_(city_ids),
            Adoption.stage.in_(RUNNING),
        )
        .group_by(Adoption.component_id)
    )
    return {component_id: cities for component_id, cities in rows}


def body_ids_running(session: Session, actor: Actor, component_id: int) -> set[int]:
    """The cities that run a component, and the bodies of theirs that do."""
    require_landscapes(actor)
    rows = session.execute(
        select(Adoption.beneficiary_id, Adoption.city_id)
        .where(Adoption.component_id == component_id, Adoption.stage.in_(RUNNING))
        .distinct()
    )
    return {identifier for row in rows for identifier in row}


def city_runs(session: Session, *, city_id: int, component_id: int, besides: int) -> bool:
    """Whether another adoption of the same city already counts it as running the component."""
    return (
        session.scalar(
            select(Adoption.id)
            .where(
                Adoption.city_id == city_id,
                Adoption.component_id == component_id,
                Adoption.stage.in_(RUNNING),
                Adoption.id != besides,
            )
            .limit(1)
        )
        is not None
    )


def list_of_city(session: Session, city_id: int) -> list[Adoption]:
    """Every adoption of a city and its units, with its component and steps."""
    return list(
        session.scalars(
            select(Adoption)
            .where(Adoption.city_id == city_id)
            .order_by(Adoption.id)
            .options(
                joinedload(Adoption.component, innerjoin=True),
                joinedload(Adoption.version),
                selectinload(Adoption.steps),
            )
        )
    )


def list_updates(session: Session, actor: Actor, slug: str) -> list[tuple[Installed, list[Advice]]]:
    """What a body should do about what it runs, without what is well. For those who act for it and administrators."""
    if actor.is_anonymous:
        raise TokenRequired()
    organisation = get_organisation(session, slug)
    if organisation.id not in actor.acts_for and not actor.is_administrator:
        raise NotYourOrganisation(organisation=actor.organisation or "")
    advised = ((row, advise(row)) for row in list_installed(session, organisation.id))
    return [(row, advice) for row, advice in advised if advice]


def _is_behind(row: Any) -> bool:
    return row.running_key is not None and row.newest_key is not None and row.running_key < row.newest_key


def list_installed(session: Session, organisation_id: int) -> list[Installed]:
    """What a body and those it adopts for run or are about to, with what the catalogue says of it today."""
    latest = aliased(ComponentVersion)
    rows = session.execute(
        select(
            Adoption.public_id,
            ComponentVersion.component_id,
            Organisation.slug,
            Component.full_name,
            Component.status,
            Component.deprecation,
            Component.is_quarantined,
            ComponentVersion.number,
            ComponentVersion.sort_key.label("running_key"),
            ComponentVersion.yanked_at,
            latest.number.label("newest"),
            latest.sort_key.label("newest_key"),
        )
        .select_from(Adoption)
        .join(Organisation, Organisation.id == Adoption.adopter_id)
        .join(Component, Component.id == Adoption.component_id)
        .outerjoin(ComponentVersion, ComponentVersion.id == Adoption.version_id)
        .outerjoin(latest, latest.id == Component.latest_version_id)
        .where(
            or_(
                Adoption.adopter_id == organisation_id,
                Adoption.beneficiary_id == organisation_id,
                Adoption.city_id == organisation_id,
            ),
            Adoption.stage != "retired",
        )
        .order_by(Component.full_name)
    ).all()
    behind = {(row.component_id, row.number) for row in rows if _is_behind(row)}
    upgrades = upgrades_of(session, behind)
    # By the version's own component: versions of a merged one stay with it.
    warned = warnings_on(session, {(row.component_id, row.running_key) for row in rows if row.component_id is not None})
    return [
        Installed(
            adoption=adoption,
            adopter=adopter,
            component=name,
            status=status,
            version=number,
            is_yanked=yanked_at is not None,
            is_quarantined=held,
            latest=newest,
            is_behind=number is not None and newest_key is not None and key < newest_key,
            successor=(deprecation or {}).get("successor"),
            compatible=upgrades.get((own, number), NO_UPGRADES).compatible,
            breaking=upgrades.get((own, number), NO_UPGRADES).breaking,
            advisories=warned.get((own, key), ()),
        )
        for adoption, own, adopter, name, status, deprecation, held, number, key, yanked_at, newest, newest_key in rows
    ]
