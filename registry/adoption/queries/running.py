"""Questions about what runs where: which components, in which cities."""

from collections.abc import Collection, Sequence

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.queries.adoptions import require_landscapes
from registry.adoption.vocabulary import RUNNING
from registry.kit.actor import Actor
from registry.organisations.models import Organisation


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
