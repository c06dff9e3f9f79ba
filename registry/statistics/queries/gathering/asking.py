"""Of which cities, in which stretch of days, facts are gathered."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from registry.kit.clock import SHANGHAI
from registry.organisations.models import CityClassAssignment, ClusterMember, Division, Organisation

LOT: Final = 1000
"""So many ids go into one question: databases take no more than some thousands."""


@dataclass(frozen=True)
class Gathering:
    """Some cities, by id with their slugs, from a first day to the day measured. What is common to them is read once.

    `is_explained` says that for each adoption is told why it counts for nothing or less, which takes longer.
    """

    session: Session
    cities: dict[int, str]
    first: date
    day: date
    is_explained: bool

    @property
    def until(self) -> datetime:
        """The instant with which the day is over."""
        return datetime.combine(self.day + timedelta(days=1), time(), SHANGHAI)

    @cached_property
    def classes(self) -> dict[int, str]:
        """The class of every city on the day."""
        rows = self.session.execute(
            select(CityClassAssignment.organisation_id, CityClassAssignment.city_class)
            .where(CityClassAssignment.holds_on(self.day), CityClassAssignment.superseded_at.is_(None))
            .order_by(CityClassAssignment.valid_from)
        )
        return {city: city_class for city, city_class in rows}

    @cached_property
    def provinces(self) -> dict[int, str]:
        """The province of every city that lies in one. A city lies at most three divisions deep."""
        above, top = aliased(Division), aliased(Division)
        rows = self.session.execute(
            select(Organisation.id, func.coalesce(top.code, above.code, Division.code))
            .join(Division, Division.code == Organisation.division_code)
            .outerjoin(above, above.code == Division.parent_code)
            .outerjoin(top, top.code == above.parent_code)
            .where(Organisation.kind == "city", Organisation.city_id == Organisation.id)
        )
        return {city: province for city, province in rows}

    @cached_property
    def slugs(self) -> dict[int, str]:
        """Every city by its id."""
        query = select(Organisation.id, Organisation.slug)
        return {key: slug for key, slug in self.session.execute(query.where(Organisation.city_id == Organisation.id))}

    @cached_property
    def partners(self) -> dict[int, set[str]]:
        """The other members of the clusters of each city on the day."""
        one, other = aliased(ClusterMember), aliased(ClusterMember)
        rows = self.session.execute(
            select(one.organisation_id, other.organisation_id)
            .join(other, other.cluster_id == one.cluster_id)
            .where(one.organisation_id.in_(self.cities), one.organisation_id != other.organisation_id)
            .where(one.holds_on(self.day), other.holds_on(self.day))
        )
        found: dict[int, set[str]] = {}
        for city, partner in rows:
            found.setdefault(city, set()).add(self.slugs.get(partner, ""))
        return found


def lots(identifiers: Collection[int]) -> Iterator[list[int]]:
    """The ids in lots that one question takes."""
    left = iter(identifiers)
    while lot := list(islice(left, LOT)):
        yield lot
