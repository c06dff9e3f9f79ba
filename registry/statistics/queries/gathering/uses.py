"""Adoptions of what cities offer, and by cities: their steps, what they are worth, how deep they go."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import aliased

from registry.adoption.credit import depth
from registry.adoption.models import Adoption, AdoptionReach, AdoptionStep, UsageMonth
from registry.adoption.queries.credit import segments_kept
from registry.adoption.queries.credit_facts import facts_of
from registry.adoption.usage import Entry, calls_counted
from registry.adoption.worth import credit_between, credit_of, exclusion_of, worth_on
from registry.catalogue.models import Component, ComponentVersion
from registry.organisations.models import Organisation
from registry.statistics.histories import Step
from registry.statistics.measuring.facts import Remedy, Use
from registry.statistics.queries.gathering.asking import Gathering, lots
from registry.statistics.queries.gathering.own import conformant_components, releases_of
from registry.statistics.queries.gathering.remedies import Remedies

Rows = Sequence[Row[Any]]


@dataclass(frozen=True)
class Uses:
    """By city: adoptions of its components, adoptions by it, and by when it was to act on advisories as adopter."""

    of: dict[int, list[Use]]
    by: dict[int, list[Use]]
    remedies: dict[int, list[Remedy]]


def uses_of(asked: Gathering) -> Uses:
    """The adoptions on either side of these cities, each read once."""
    rows = _rows(asked)
    keys = {row.id for row in rows}
    taken = [row for row in rows if row.city_id in asked.cities]
    known = _Known(asked, keys, {row.component_id for row in taken})
    remedies = Remedies(asked, {row.component_id for row in taken})
    of: dict[int, list[Use]] = defaultdict(list)
    by: dict[int, list[Use]] = defaultdict(list)
    due: dict[int, list[Remedy]] = defaultdict(list)
    depths = _depths(asked, {row.id for row in taken})
    for row in rows:
        use = known.use(row)
        if row.publisher_city in asked.cities:
            of[row.publisher_city].append(use)
        if row.city_id in asked.cities:
            left = remedies.of_adoption(use, known.steps[row.id])
            by[row.city_id].append(
                replace(
                    use,
                    depth=depths.get(row.id, 0.0),
                    releases=known.releases[row.component_id],
                    exposed=remedies.is_exposed(known.steps[row.id]),
                    is_conformant=row.component_id in known.conformant,
                )
            )
            due[row.city_id] += left
    return Uses(of, by, due)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as advisories look at it: at which version, of which component (a merged one keeps its versions)."""

    step: Step
    component_id: int | None
    key: bytes | None


class _Known:
    """What is known of all these adoptions together."""

    def __init__(self, asked: Gathering, keys: Collection[int], components: Collection[int]) -> None:
        self.asked = asked
        self.steps = _steps(asked, keys)
        self.releases = releases_of(asked, components)
        self.conformant = conformant_components(asked, components)
        self.segments = {key: kept for lot in lots(keys) for key, kept in segments_kept(asked.session, lot).items()}
        self.excluded = _exclusions(asked, keys) if asked.is_explained else {}

    def use(self, row: Row[Any]) -> Use:
        asked, segments = self.asked, self.segments.get(row.id, [])
        return Use(
            id=str(row.public_id),
            component=row.full_name,
            city=asked.slugs.get(row.city_id, ""),
            steps=[taken.step for taken in self.steps[row.id]],
            is_external=row.publisher_city != row.city_id,
            credit=credit_of(segments, asked.day),
            average=credit_between(segments, asked.first, asked.day),
            excluded=self.excluded.get(row.id),
            province=asked.provinces.get(row.city_id),
            adopter_class=asked.classes.get(row.city_id),
            publisher_class=asked.classes.get(row.publisher_city),
            publisher_city=asked.slugs.get(row.publisher_city),
        )


def _rows(asked: Gathering) -> Rows:
    publisher = aliased(Organisation)
    query: Any = (
        select(
            Adoption.id,
            Adoption.public_id,
            Adoption.city_id,
            Adoption.component_id,
            Component.full_name,
            publisher.city_id.label("publisher_city"),
        )
        .join(Component, Component.id == Adoption.component_id)
        .join(publisher, publisher.id == Component.publisher_id)
        .where(or_(Adoption.city_id.in_(asked.cities), publisher.city_id.in_(asked.cities)))
        .order_by(Adoption.id)
    )
    return asked.session.execute(query).all()


def _steps(asked: Gathering, keys: Collection[int]) -> dict[int, list[Taken]]:
    found: dict[int, list[Taken]] = defaultdict(list)
    for lot in lots(keys):
        rows = asked.session.execute(
            select(
                AdoptionStep.adoption_id,
                AdoptionStep.stage,
                AdoptionStep.on,
                ComponentVersion.number,
                ComponentVersion.component_id,
                ComponentVersion.sort_key,
            )
            .outerjoin(ComponentVersion, ComponentVersion.id == AdoptionStep.version_id)
            .where(AdoptionStep.adoption_id.in_(lot))
            .order_by(AdoptionStep.id)
        )
        for adoption, stage, on, number, component, key in rows:
            found[adoption].append(Taken(Step(stage, on, number), component, key))
    return found


def _exclusions(asked: Gathering, keys: Collection[int]) -> dict[int, str]:
    """Why adoptions count for nothing or less on the day; those that count in full are left out."""
    reasons = {
        key: exclusion_of(worth_on(facts, asked.day))
        for lot in lots(keys)
        for key, facts in facts_of(asked.session, lot).items()
    }
    return {key: reason for key, reason in reasons.items() if reason is not None}


def _depths(asked: Gathering, keys: Collection[int]) -> dict[int, float]:
    """How deep each of these adoptions went by the day."""
    reaches: dict[int, tuple[int, int]] = {}
    ledgers: dict[int, list[Entry]] = defaultdict(list)
    for lot in lots(keys):
        columns = (AdoptionReach.adoption_id, AdoptionReach.departments, AdoptionReach.levels)
        recorded = AdoptionReach.adoption_id.in_(lot), AdoptionReach.recorded_at < asked.until
        for adoption, departments, levels in asked.session.execute(
            select(*columns).where(*recorded).order_by(AdoptionReach.id)
        ):
            reaches[adoption] = departments, levels
        months = (UsageMonth.adoption_id, UsageMonth.month, UsageMonth.recorded_month, UsageMonth.calls)
        for adoption, month, recorded_month, calls in asked.session.execute(
            select(*months).where(UsageMonth.adoption_id.in_(lot))
        ):
            ledgers[adoption].append(Entry(month, recorded_month, calls))
    return {key: depth(*reaches.get(key, (0, 0)), calls_counted(ledgers.get(key, ()), asked.day)) for key in keys}
