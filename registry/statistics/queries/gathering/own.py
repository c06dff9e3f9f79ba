"""What cities offer: their components as on a day, with versions, contributors and near-duplicates."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from registry.catalogue.models import Component, ComponentCoOwner, ComponentStatus, ComponentVersion
from registry.kit.clock import day_of
from registry.organisations.models import Organisation
from registry.organisations.queries import lineage_of
from registry.safeguards.queries import families_among
from registry.standards.models import ConformanceClaim
from registry.statistics.currency import Release
from registry.statistics.measuring.facts import OwnComponent
from registry.statistics.queries.gathering.asking import Gathering, lots


def own_components(asked: Gathering) -> dict[int, list[OwnComponent]]:
    """The components that each city (its units included) publishes or co-owns."""
    rows = {row.id: row for row in _rows(asked)}
    owners = _co_owners(asked)
    statuses, releases = _statuses(asked, rows), releases_of(asked, rows)
    conformant = conformant_components(asked, rows)
    places = _Places(asked)
    found: dict[int, list[OwnComponent]] = defaultdict(list)
    for row in rows.values():
        contributing = {row.city_id, *owners.get(row.id, ())}
        for city in contributing & set(asked.cities):
            component = OwnComponent(
                row.full_name,
                row.details.get("kind", ""),
                statuses.get(row.id),
                row.quality,
                _day(row.details.get("support_until")),
                releases[row.id],
                row.full_name,
                {places.prefecture(each) for each in contributing if each} if len(contributing) > 1 else (),
                city == row.city_id,
                row.id in conformant,
            )
            found[city].append(component)
    return {city: _in_families(asked, components, rows) for city, components in found.items()}


def releases_of(asked: Gathering, component_ids: Iterable[int]) -> dict[int, list[Release]]:
    """The stable versions of components that had been published by the day."""
    found: dict[int, list[Release]] = defaultdict(list)
    for lot in lots(list(component_ids)):
        for row in asked.session.execute(
            select(
                ComponentVersion.component_id,
                ComponentVersion.number,
                ComponentVersion.published_at,
                ComponentVersion.yanked_at,
            ).where(
                ComponentVersion.component_id.in_(lot),
                ComponentVersion.is_prerelease.is_(False),
                ComponentVersion.published_at < asked.until,
            )
        ):
            yanked_on = day_of(row.yanked_at) if row.yanked_at else None
            found[row.component_id].append(Release(row.number, day_of(row.published_at), yanked_on))
    return found


def conformant_components(asked: Gathering, component_ids: Iterable[int]) -> set[int]:
    """Those of these components of which a version had a verified claim of conformance by the day."""
    found: set[int] = set()
    for lot in lots(list(component_ids)):
        query = select(ComponentVersion.component_id).join(
            ConformanceClaim, ConformanceClaim.version_id == ComponentVersion.id
        )
        query = query.where(ComponentVersion.component_id.in_(lot), ConformanceClaim.status == "verified")
        found |= set(asked.session.scalars(query.where(ConformanceClaim.verified_at < asked.until)))
    return found


def _rows(asked: Gathering) -> Iterable[Any]:
    co_owned = (
        select(ComponentCoOwner.component_id)
        .join(Organisation, Organisation.id == ComponentCoOwner.organisation_id)
        .where(Organisation.city_id.in_(asked.cities))
    )
    return asked.session.execute(
        select(Component.id, Component.full_name, Component.details, Component.quality, Organisation.city_id)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .where(
            or_(Organisation.city_id.in_(asked.cities), Component.id.in_(co_owned)),
            Component.status.not_in(("removed", "merged")),
            Component.created_at < asked.until,
        )
        .order_by(Component.full_name)
    )


def _co_owners(asked: Gathering) -> dict[int, set[int]]:
    """The cities that own components together with their publishers. There are few of these."""
    found: dict[int, set[int]] = defaultdict(set)
    query = select(ComponentCoOwner.component_id, Organisation.city_id)
    query = query.join(Organisation, Organisation.id == ComponentCoOwner.organisation_id)
    for component, city in asked.session.execute(query):
        if city is not None:
            found[component].add(city)
    return found


def _statuses(asked: Gathering, component_ids: Iterable[int]) -> dict[int, str | None]:
    """The status of each component at the end of the day; None of what had not been listed yet."""
    found: dict[int, str | None] = {}
    for lot in lots(list(component_ids)):
        latest = (
            select(func.max(ComponentStatus.id))
            .where(ComponentStatus.component_id.in_(lot), ComponentStatus.recorded_at < asked.until)
            .group_by(ComponentStatus.component_id)
        )
        for row in asked.session.scalars(select(ComponentStatus).where(ComponentStatus.id.in_(latest))):
            found[row.component_id] = row.status if row.status in {"listed", "deprecated", "retired"} else None
    return found


def _in_families(asked: Gathering, components: list[OwnComponent], rows: dict[int, Any]) -> list[OwnComponent]:
    """The same with the first of each one's near-duplicates; a declared lineage (`based_on`) makes no family."""
    ids = {row.full_name: row.id for row in rows.values()}
    own = [ids[each.name] for each in components if each.is_own and each.status is not None]
    first = {rows[key].full_name: min(rows[each].full_name for each in family)
             for family in families_among(asked.session, own) for key in family}  # fmt: skip
    return [each._replace(family=first.get(each.name, each.name)) for each in components]


class _Places:
    """The prefecture each city lies in, by the ancestors of its division; each city read once."""

    def __init__(self, asked: Gathering) -> None:
        self.asked = asked
        self._known: dict[int, str] = {}

    def prefecture(self, city: int) -> str:
        if city not in self._known:
            division = self.asked.session.get_one(Organisation, city).division_code
            lineage = lineage_of(self.asked.session, division)
            # The one below the top; a municipality is its own; without a division a city stands for itself.
            self._known[city] = lineage[-2:][0] if lineage else f"city:{city}"
        return self._known[city]


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
