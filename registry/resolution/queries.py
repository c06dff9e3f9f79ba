"""What resolution reads: the shelves of components and what a city runs."""

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries.graph import Candidate, Named, load_candidates, load_names, load_requirements
from registry.catalogue.visibility import shown_to_all, visible_to
from registry.kit.actor import Actor
from registry.kit.errors import NotYourOrganisation, TokenRequired
from registry.organisations.queries import get_organisation
from registry.resolution.shelves import Ask, Catalogue, Shelf

INSTALLED: Final = (*RUNNING, "suspended")
"""What a city has: also what it has switched off for the moment."""

READ_AHEAD: Final = 6
"""Of how many versions of a component, the best ones, it is read beforehand what they ask for."""

HIDDEN: Final = "…"
"""Stands in a sentence for a component that the caller may not see."""

_PORTION: Final = 10_000
PASSES: Final = 3
"""How often it is guessed what will be chosen; each time the guess is better, and there is less to read."""

_BY_SORT_KEY: Final = attrgetter("sort_key")
_FACTS: Final = (
    ComponentVersion.id,
    ComponentVersion.platform_requirements,
    ComponentVersion.yanked_at,
    Component.status,
    Component.deprecation,
)


class StoredCatalogue(Catalogue):
    """The registry's components as one caller sees them, read as they are needed.

    `running` names the version that the city has of each component; `opened` are components whose pre-releases were
    asked for, None where those of all were.
    """

    def __init__(
        self, session: Session, actor: Actor, *, running: Mapping[int, int], opened: Collection[int] | None
    ) -> None:
        self._session, self._actor = session, actor
        self._running, self._opened = running, opened
        self._shelves: dict[int, Shelf] = {}
        self._asks: dict[int, list[Ask]] = {}

    def shelf(self, component: int) -> Shelf:
        if component not in self._shelves:
            self.load([component])
        return self._shelves[component]

    def asks(self, component: int, place: int) -> Sequence[Ask]:
        offers = self.shelf(component).offers
        if offers[place].version_id not in self._asks:
            self.load_asks([offer.version_id for offer in offers])
        return self._asks[offers[place].version_id]

    def prepare(self, wanted: Collection[Ask]) -> None:
        """Read ahead what the requirements will probably lead to, so that the search need not ask for each version."""
        left: dict[int, int] = {}
        for _ in range(PASSES):
            left = self._follow(wanted, left)

    def _follow(self, wanted: Collection[Ask], guessed: Mapping[int, int]) -> dict[int, int]:
        """Follow the requirements breadth first, guessing what will be chosen: a few statements for each remove. What
        is left of each component then is a better guess for the next time."""
        left: dict[int, int] = {}
        while wanted:
            self.load({ask.component for ask in wanted})
            fresh = {ask.component for ask in wanted if ask.component not in left}
            for ask in wanted:
                shelf = self._shelves[ask.component]
                narrower = left.get(ask.component, shelf.everything) & shelf.accepted(ask.specifier)
                left[ask.component] = narrower or left.get(ask.component, 0)
            likely = {one: self._likely(one, guessed.get(one, 0) & left[one] or left[one]) for one in fresh}
            self.load_asks([version for versions in likely.values() for version in versions])
            wanted = [ask for versions in likely.values() for version in versions[:1] for ask in self._asks[version]]
        return left

    def load(self, components: Collection[int]) -> None:
        """Read the shelves of these components."""
        missing = {component for component in components if component not in self._shelves}
        if not missing:
            return
        named = load_names(self._session, missing)
        hidden = self._hidden(named.values())
        offers: dict[int, list[Candidate]] = {component: [] for component in missing}
        for candidate in load_candidates(self._session, missing):
            offers[candidate.component_id].append(candidate)
        for component in missing:
            self._shelves[component] = self._made(component, named.get(component), offers[component], hidden)

    def _made(self, component: int, named: Named | None, offers: list[Candidate], hidden: Collection[int]) -> Shelf:
        state = _state(named, component in hidden)
        name = HIDDEN if named is None or state == "hidden" else named.full_name
        offers.sort(key=_BY_SORT_KEY, reverse=True)
        if state in {"hidden", "removed", "quarantined"}:
            return Shelf(name, (), state=state)
        running = self._running.get(component)
        place = None
        if running is not None:
            place = next((place for place, offer in enumerate(offers) if offer.version_id == running), None)
        is_open = self._opened is None or component in self._opened
        return Shelf(name, offers, place, prereleases=is_open, state=state)

    def _hidden(self, named: Collection[Named]) -> set[int]:
        """Those that this caller may not see; nearly all are shown to everybody, which needs no question."""
        unsure = [one.component_id for one in named if not shown_to_all(one.status, one.is_restricted)]
        seen: set[int] = set()
        for start in range(0, len(unsure), _PORTION):
            among = Component.id.in_(unsure[start : start + _PORTION])
            seen.update(self._session.scalars(select(Component.id).where(among, visible_to(self._actor))))
        return set(unsure) - seen

    def _likely(self, component: int, left: int) -> list[int]:
        """The versions that will probably be tried, the best first."""
        shelf = self._shelves[component]
        found: list[int] = []
        while left and len(found) < READ_AHEAD:
            place = shelf.best(left)
            left ^= 1 << place
            found.append(shelf.offers[place].version_id)
        return found

    def load_asks(self, versions: Collection[int]) -> None:
        """Read what these versions ask for."""
        missing = [version for version in versions if version not in self._asks]
        self._asks.update((version, []) for version in missing)
        # In one order, whatever the database gives them in: the order of deciding follows it.
        for version, component, specifier in sorted(load_requirements(self._session, version_ids=missing)):
            self._asks[version].append(Ask(component, specifier))


def _state(named: Named | None, is_hidden: bool) -> str | None:
    """Why a component is closed to new use; None where it is open."""
    if named is None or is_hidden:
        return "hidden"
    if named.is_quarantined:
        return "quarantined"
    return None if named.status in ADOPTABLE else named.status


def ids_of(session: Session, full_names: Collection[str]) -> dict[str, int]:
    """The components of these present names, whatever their status; merged ones have another name now."""
    names = sorted(set(full_names))
    found: dict[str, int] = {}
    for start in range(0, len(names), _PORTION):
        asked = Component.full_name.in_(names[start : start + _PORTION])
        rows = session.execute(select(Component.full_name, Component.id).where(asked, Component.status != "merged"))
        found.update((name, component) for name, component in rows)
    return found


def list_running(session: Session, actor: Actor, slug: str) -> dict[int, int]:
    """The version of each component that a city has, as far as it is known. For those who act for the city and
    administrators.

    Where units of it have several versions, it is the city's own, else the greatest.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    city = get_organisation(session, slug, named_at="/city")
    if city.id not in actor.acts_for and not actor.is_administrator:
        raise NotYourOrganisation(organisation=actor.organisation or "")
    sides = (Adoption.adopter_id, Adoption.beneficiary_id, Adoption.city_id)
    rows = session.execute(
        select(Adoption.component_id, Adoption.version_id, Adoption.beneficiary_id, ComponentVersion.sort_key)
        .join(ComponentVersion, ComponentVersion.id == Adoption.version_id)
        .where(or_(*(side == city.id for side in sides)), Adoption.stage.in_(INSTALLED))
    ).all()
    ranked = sorted(rows, key=lambda row: (row.beneficiary_id == city.id, row.sort_key))
    return {row.component_id: row.version_id for row in ranked}


class VersionFacts(NamedTuple):
    """What a city should know of a version before it relies on it."""

    platform_requirements: list[dict[str, Any]]
    is_yanked: bool
    status: str
    deprecation: dict[str, Any] | None


def facts_of(session: Session, versions: Collection[int]) -> dict[int, VersionFacts]:
    """What a city should know of these versions and their components."""
    ids = sorted(versions)
    found: dict[int, VersionFacts] = {}
    for start in range(0, len(ids), _PORTION):
        query = select(*_FACTS).join(Component, Component.id == ComponentVersion.component_id)
        for row in session.execute(query.where(ComponentVersion.id.in_(ids[start : start + _PORTION]))):
            found[row[0]] = VersionFacts(row[1] or [], row[2] is not None, row[3], row[4])
    return found
