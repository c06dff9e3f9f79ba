"""By when cities were to act on advisories, as publishers and as adopters, and when they did."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, or_, select

from registry.adoption.due_days import due_day
from registry.advisories.models import Advisory
from registry.advisories.queries import affected_of
from registry.advisories.ranges import Affected
from registry.catalogue.models import Component, ComponentVersion
from registry.kit.clock import day_of
from registry.organisations.models import Organisation
from registry.statistics.measuring.facts import RUNNING, Remedy, Use
from registry.statistics.queries.gathering.asking import Gathering, lots

if TYPE_CHECKING:
    from registry.statistics.queries.gathering.uses import Taken


class Warned(NamedTuple):
    """An advisory in force on the day: what it affects and when it was told."""

    identifier: str
    severity: str | None
    published_on: date
    affected: Affected


class Remedies:
    """The advisories on these components. The days are the common ones: what a city's policy shortens is its own."""

    def __init__(self, asked: Gathering, component_ids: Collection[int]) -> None:
        self.asked = asked
        self.advisories = _advisories(asked, component_ids)

    def of_adoption(self, use: Use, steps: Sequence["Taken"]) -> list[Remedy]:
        """By when this adoption was to leave each affected version behind, and when it did."""
        found = []
        for warned in self._on(steps):
            since = next((each.step.on for each in steps if _runs_affected(each, warned)), None)
            due = due_day(warned.severity, published_on=warned.published_on, runs_since=since)
            if since is None or due is None:
                continue
            left = _left_on(steps, warned)
            if left is None or left >= warned.published_on:
                found.append(Remedy(warned.identifier, use.id, due, left))
        return found

    def is_exposed(self, steps: Sequence["Taken"]) -> bool:
        """Whether a critical advisory on the version it runs on the day is past its day."""
        present = [each for each in steps if each.step.on <= self.asked.day]
        if not present:
            return False
        for warned in self._on(present[-1:]):
            if warned.severity != "critical" or not _runs_affected(present[-1], warned):
                continue
            since = next((each.step.on for each in present if _runs_affected(each, warned)), None)
            due = due_day(warned.severity, published_on=warned.published_on, runs_since=since)
            if due is not None and due < self.asked.day:
                return True
        return False

    def _on(self, steps: Iterable["Taken"]) -> list[Warned]:
        components = {each.component_id for each in steps if each.component_id is not None}
        return [warned for component in components for warned in self.advisories.get(component, ())]


def fixes_of(asked: Gathering) -> dict[int, list[Remedy]]:
    """By when each city was to fix its own components, and the day on which the first fixed version came out."""
    rows = asked.session.execute(
        select(Advisory, Organisation.city_id)
        .join(Component, Component.id == Advisory.component_id)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .where(Organisation.city_id.in_(asked.cities), *_in_force(asked))
        .order_by(Advisory.id)
    ).all()
    published = _published(asked, {advisory.component_id for advisory, _ in rows})
    found: dict[int, list[Remedy]] = defaultdict(list)
    for advisory, city in rows:
        due = due_day(advisory.severity, published_on=day_of(advisory.published_at), runs_since=None)
        days = [day for number in advisory.fixed_in if (day := published.get((advisory.component_id, number)))]
        if due is not None and city is not None:
            found[city].append(Remedy(advisory.identifier, None, due, min(days, default=None)))
    return found


def _in_force(asked: Gathering) -> tuple[ColumnElement[bool], ...]:
    """On the day: published by its end, and not withdrawn by then."""
    standing = or_(Advisory.withdrawn_at.is_(None), Advisory.withdrawn_at >= asked.until)
    return Advisory.published_at < asked.until, standing


def _advisories(asked: Gathering, component_ids: Collection[int]) -> dict[int, list[Warned]]:
    found: dict[int, list[Warned]] = defaultdict(list)
    for lot in lots(component_ids):
        query = select(Advisory).where(Advisory.component_id.in_(lot), *_in_force(asked))
        for row in asked.session.scalars(query):
            warned = Warned(row.identifier, row.severity, day_of(row.published_at), affected_of(row))
            found[row.component_id].append(warned)
    return found


def _published(asked: Gathering, component_ids: Collection[int]) -> dict[tuple[int, str], date]:
    found: dict[tuple[int, str], date] = {}
    for lot in lots(component_ids):
        columns = (ComponentVersion.component_id, ComponentVersion.number, ComponentVersion.published_at)
        for component, number, moment in asked.session.execute(
            select(*columns).where(ComponentVersion.component_id.in_(lot), ComponentVersion.published_at < asked.until)
        ):
            found[component, number] = day_of(moment)
    return found


def _runs_affected(taken: "Taken", warned: Warned) -> bool:
    return taken.step.stage in RUNNING and taken.key is not None and warned.affected.holds(taken.key)


def _left_on(steps: Sequence["Taken"], warned: Warned) -> date | None:
    """The day on which what ran an affected version first ran none any more."""
    after = dropwhile(lambda each: not _runs_affected(each, warned), steps)
    return next((each.step.on for each in after if not _runs_affected(each, warned)), None)
