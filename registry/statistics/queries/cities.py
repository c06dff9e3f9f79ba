"""The metrics of a city, and of several at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.queries import require_landscapes
from registry.catalogue.models import Component
from registry.catalogue.visibility import hidden_ids
from registry.gaps.queries import oversees
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.statistics.city_metrics import Hidden, describe_city
from registry.statistics.measuring import CityFacts, Measured, measure_all
from registry.statistics.periods import Period, read_period
from registry.statistics.queries.gathering import gather


def measure_city(session: Session, actor: Actor, *, slug: str, period: str | None = None) -> dict[str, Any]:
    """The metrics of a city in a period, with formula, inputs and records. For cities and administrators.

    Raises TokenRequired, LandscapeHidden, NotFound for what is no city of its own, PayloadInvalid for a wrong period.
    """
    require_landscapes(actor)
    today = today_of(session)
    chosen = read_period(period, today)
    city = get_organisation(session, slug)
    if city.kind != "city" or city.city_id != city.id:
        # A unit is measured with its city.
        raise NotFound(what=slug)
    facts, measured = measure_in(session, city, chosen, chosen.calculated_on(today))
    about = {"city": city.slug, "name": city.name, "class": facts.city_class, "is_demo": city.is_demo}
    return describe_city(about, chosen, facts, measured, _hidden(session, actor, city))


Measures = tuple[CityFacts, dict[str, Measured]]


def measure_in(session: Session, city: Organisation, period: Period, day: date) -> Measures:
    """What a city's metrics are computed from, and what they come to, with why records do not count."""
    facts = gather(session, {city.id: city.slug}, period.first, day, is_explained=True)[city.id]
    return facts, measure_all(facts)


def values_of(
    session: Session, cities: Mapping[int, str], period: Period, day: date
) -> dict[int, dict[str, float | None]]:
    """Only the values of every metric, of several cities (id and slug) at once."""
    gathered = gather(session, dict(cities), period.first, day)
    return {city: {code: found.value for code, found in measure_all(facts).items()} for city, facts in gathered.items()}


def _hidden(session: Session, actor: Actor, city: Organisation) -> Hidden:
    """What is counted, since the figures are the city's, but not named to this caller."""
    if city.id in actor.acts_for or actor.is_administrator:
        return Hidden(frozenset(), frozenset())
    names = frozenset(session.scalars(select(Component.full_name).where(Component.id.in_(hidden_ids(actor)))))
    kinds = frozenset() if oversees(session, actor, city) else frozenset({"gap", "project", "feedback"})
    return Hidden(names, kinds)
