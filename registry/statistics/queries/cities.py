"""What a city has supplied and taken up, and the metrics made of it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption, AdoptionStep
from registry.adoption.queries import require_landscapes
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI, today_of
from registry.kit.errors import NotFound
from registry.organisations.models import Organisation
from registry.organisations.queries import class_on, get_organisation
from registry.statistics import measures
from registry.statistics.city_metrics import describe_city
from registry.statistics.histories import AdoptionHistory, Step
from registry.statistics.measures import OwnComponent, StableVersion
from registry.statistics.periods import read_period

_PUBLISHER = aliased(Organisation, name="publisher")


def measure_city(session: Session, actor: Actor, *, slug: str, period: str | None = None) -> dict[str, Any]:
    """The adoption metrics of a city in a period, with formula, inputs and records. For cities and administrators.

    Raises TokenRequired, LandscapeHidden, NotFound for what is no city of its own, PayloadInvalid for a wrong period.
    """
    require_landscapes(actor)
    today = today_of(session)
    chosen = read_period(period, today)
    city = get_organisation(session, slug)
    if city.kind != "city" or city.city_id != city.id:
        # A unit is measured with its city.
        raise NotFound(what=slug)
    day = chosen.calculated_on(today)
    own = _own_components(session, city.id)
    reuse = _histories(session, _PUBLISHER.city_id == city.id)
    use = _histories(session, Adoption.city_id == city.id)
    in_force = measures.components_in_force(own, day)
    measured = {
        "L1P1-A1": in_force,
        "L1P1-A2": measures.external_reuse_rate(in_force.components, reuse, day),
        "L1P1-A3": measures.reusing_cities(own, reuse, day),
        "L2P1-A5": measures.days_to_go_live(use, chosen.first, day),
        "L2P1-A7": measures.retention(use, day),
    }
    facts = {
        "city": city.slug,
        "name": city.name,
        "class": class_on(session, city.id, day),
        "is_demo": city.is_demo,
    }
    hidden = set(session.scalars(select(Component.full_name).where(Component.id.in_(hidden_ids(actor)))))
    if city.id in actor.acts_for or actor.is_administrator:
        hidden = set()
    return describe_city(facts, chosen, day, measured, use, hidden)


def _own_components(session: Session, city_id: int) -> list[OwnComponent]:
    components = session.execute(
        select(Component.id, Component.full_name, Component.status, Component.listed_at)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .where(Organisation.city_id == city_id, Component.status != "removed")
        .order_by(Component.full_name)
    ).all()
    versions = _stable_versions(session, city_id)
    return [
        OwnComponent(row.full_name, row.status in ADOPTABLE, _day_of(row.listed_at), versions[row.id])
        for row in components
    ]


def _stable_versions(session: Session, city_id: int) -> dict[int, list[StableVersion]]:
    rows = session.execute(
        select(ComponentVersion.component_id, ComponentVersion.published_at, ComponentVersion.yanked_at)
        .join(Component, Component.id == ComponentVersion.component_id)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .where(Organisation.city_id == city_id, ComponentVersion.is_prerelease.is_(False))
    )
    found: dict[int, list[StableVersion]] = defaultdict(list)
    for row in rows:
        found[row.component_id].append(
            StableVersion(row.published_at.astimezone(SHANGHAI).date(), _day_of(row.yanked_at))
        )
    return found


def _histories(session: Session, condition: ColumnElement[bool]) -> list[AdoptionHistory]:
    """The adoptions that meet the condition, each with its steps in the order of their recording."""
    adopter = aliased(Organisation)
    adoptions = (
        select(
            Adoption.id,
            Adoption.public_id,
            Component.full_name,
            adopter.slug,
            _PUBLISHER.city_id.is_distinct_from(Adoption.city_id).label("is_external"),
        )
        .join(Component, Component.id == Adoption.component_id)
        .join(_PUBLISHER, _PUBLISHER.id == Component.publisher_id)
        .join(adopter, adopter.id == Adoption.city_id)
        .where(condition)
        .order_by(Adoption.id)
    )
    found = session.execute(adoptions).all()
    chosen = adoptions.with_only_columns(Adoption.id).order_by(None)
    steps: dict[int, list[Step]] = defaultdict(list)
    for row in session.execute(
        select(AdoptionStep.adoption_id, AdoptionStep.stage, AdoptionStep.on)
        .where(AdoptionStep.adoption_id.in_(chosen))
        .order_by(AdoptionStep.id)
    ):
        steps[row.adoption_id].append(Step(row.stage, row.on))
    return [_history(row, steps[row.id]) for row in found]


def _history(row: Any, steps: Sequence[Step]) -> AdoptionHistory:
    return AdoptionHistory(str(row.public_id), row.full_name, row.slug, row.is_external, steps)


def _day_of(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone(SHANGHAI).date()
