"""Questions about adoptions. Landscapes are for cities and administrators; everybody else sees aggregates."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.adoption.models import Adoption, AdoptionStep
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import hidden_ids, may_see
from registry.kit.actor import Actor
from registry.kit.errors import LandscapeHidden, NotFound, TokenRequired
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation


def require_landscapes(actor: Actor) -> None:
    """Refuse a caller who may not see which city runs what: 401 without a token, 403 with an entity's."""
    if actor.is_anonymous:
        raise TokenRequired()
    if not actor.sees_landscapes:
        raise LandscapeHidden()


def get_adoption(
    session: Session, actor: Actor, adoption_id: UUID, *, for_change: bool = False, to_assess: bool = False
) -> Adoption:
    """An adoption with all that its document names. Hidden from those who may not see landscapes.

    `to_assess` shows it also to an assessor who was given its id: one at a time, never a list.
    """
    if not (actor.sees_landscapes or (to_assess and is_assessor(actor))):
        raise NotFound(what=str(adoption_id))
    adoption = find_adoption(session, adoption_id, for_change=for_change)
    if adoption is None or not (_is_own(actor, adoption) or may_see(session, actor, adoption.component)):
        raise NotFound(what=str(adoption_id))
    return adoption


def find_adoption(session: Session, adoption_id: UUID, *, for_change: bool = False) -> Adoption | None:
    """The same whoever may see it: the caller has to ask."""
    query = whole(select(Adoption).where(Adoption.public_id == adoption_id))
    if for_change:
        # First its component is held, so that it is not transferred or merged meanwhile: that moves its adoptions.
        held = select(Component.id).join(Adoption, Adoption.component_id == Component.id)
        session.execute(held.where(Adoption.public_id == adoption_id).with_for_update(of=Component, read=True))
        query = query.with_for_update(of=Adoption)
    return session.scalar(query)


def is_assessor(actor: Actor) -> bool:
    """Whether the caller assesses what cities run, as a third party."""
    return actor.kind == "assessor" and actor.holds("assessment:write")


def _is_own(actor: Actor, adoption: Adoption) -> bool:
    """Whether it is the caller's own use, which it sees whatever has become of the component."""
    return bool({adoption.adopter_id, adoption.beneficiary_id, adoption.city_id} & actor.acts_for)


def whole(query: Select[Adoption]) -> Select[Adoption]:
    """The same with everything that an adoption's document and its events name."""
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
    return list(session.scalars(whole(chosen.order_by(Adoption.id).limit(limit).with_for_update(of=Adoption))))


def list_whole(session: Session, *, after: int, limit: int) -> list[Adoption]:
    """The next adoptions with all that their documents name, for proving these."""
    return list(session.scalars(whole(select(Adoption).where(Adoption.id > after).order_by(Adoption.id).limit(limit))))


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


def list_own(session: Session, actor: Actor, component_id: int) -> list[tuple[UUID, str, str]]:
    """The caller's own adoptions of a component that have not ended: id, whose use it is, stage."""
    if not actor.acts_for or not actor.sees_landscapes:
        return []
    rows = session.execute(
        select(Adoption.public_id, Organisation.slug, Adoption.stage)
        .join(Organisation, Organisation.id == Adoption.beneficiary_id)
        .where(
            Adoption.component_id == component_id,
            Adoption.stage != "retired",
            or_(Adoption.adopter_id.in_(actor.acts_for), Adoption.beneficiary_id.in_(actor.acts_for)),
        )
        .order_by(Adoption.id)
    )
    return [(public_id, slug, stage) for public_id, slug, stage in rows]
