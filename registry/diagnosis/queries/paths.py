"""From what a city lacks to the components that close it, and to those who can bring them in."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component, ComponentCount, Requirement
from registry.catalogue.visibility import visible_to
from registry.diagnosis.goals import goals
from registry.diagnosis.recommending import AlikeCity, Candidate, in_order, reasons_for
from registry.kit.actor import Actor
from registry.kit.errors import Bilingual
from registry.kit.texts import choose
from registry.organisations.models import Organisation
from registry.organisations.queries import Peer, peers_of
from registry.organisations.wording import sentence
from registry.scenarios.models import ListedScenario, SolutionPart
from registry.services.models import ComponentService

PEERS: Final = 30
"""So many of the cities most alike count as cities like this one."""

LOOKED_AT: Final = 200
"""So many components that might help are compared, those that most cities run."""

RECOMMENDED: Final = 3
ENTITIES: Final = 5


class Lack(NamedTuple):
    """What is lacking: a gap (its id) or a scenario that nothing covers (its code)."""

    kind: str
    key: str
    title: dict[str, str]
    domain: str | None
    scenario: str | None
    problem: str | None = None


class Helper(NamedTuple):
    """Who can bring a component in: an entity, how many live adoptions it operates, whether it offers services."""

    slug: str
    name: dict[str, str]
    operates: int
    offers: bool


class Recommended(NamedTuple):
    """A component against a lack, with why, what it needs first, and who can bring it in."""

    component: str
    title: dict[str, str]
    kind: str
    reasons: list[Bilingual]
    candidate: Candidate
    helpers: list[Helper]


class Path(NamedTuple):
    lack: Lack
    recommended: list[Recommended]


class Paths:
    """What is asked again for each lack of a city is asked once."""

    def __init__(self, session: Session, actor: Actor, city: Organisation, city_class: str | None) -> None:
        self.session, self.actor, self.city = session, actor, city
        self.is_foundational = city_class == "foundational"
        self.peers = {peer.id: peer for peer in peers_of(session, city, PEERS)}
        taken = select(Adoption.component_id).where(Adoption.city_id == city.id, Adoption.stage != "retired")
        self.taken = set(session.scalars(taken))

    def to(self, lack: Lack) -> Path:
        """The components recommended against a lack, the first to look at first."""
        serving = self._serving(lack.scenario)
        rows = {row.full_name: row for row in self._candidates(lack, serving)}
        alike, needed = self._run_by_peers(rows.values()), self._needed(rows.values())
        candidates = [
            Candidate(
                name,
                row.id in serving,
                lack.domain in (row.details.get("domains") or []),
                bool(row.details.get("foundational_ready")),
                alike.get(row.id, []),
                row.adopters or 0,
                row.quality,
                needed.get(row.id, []),
            )
            for name, row in rows.items()
        ]
        chosen = in_order(candidates, is_foundational=self.is_foundational)[:RECOMMENDED]
        helpers = self._helpers([rows[each.component].id for each in chosen])
        return Path(lack, [self._recommended(each, rows[each.component], helpers) for each in chosen])

    def _recommended(self, candidate: Candidate, row: Any, helpers: dict[int, list[Helper]]) -> Recommended:
        reasons = reasons_for(candidate, is_foundational=self.is_foundational)
        details = row.details
        return Recommended(
            row.full_name, details["title"], details["kind"], reasons, candidate, helpers.get(row.id, [])[:ENTITIES]
        )

    def _candidates(self, lack: Lack, serving: Collection[int]) -> Sequence[Any]:
        """What can be adopted, is not there yet, and lies in a domain that helps or serves the scenario."""
        domains = {*goals().helps.get(lack.problem or "", ()), *((lack.domain,) if lack.domain else ())}
        primary = Component.details["domains"][0].as_string()
        return self.session.execute(
            select(
                Component.id,
                Component.full_name,
                Component.details,
                Component.quality,
                Component.latest_version_id,
                ComponentCount.adopters,
            )
            .outerjoin(ComponentCount, ComponentCount.component_id == Component.id)
            .where(
                Component.status.in_(ADOPTABLE),
                Component.is_quarantined.is_(False),
                Component.latest_version_id.is_not(None),
                Component.id.not_in(self.taken),
                Component.is_demo == self.city.is_demo,
                visible_to(self.actor),
                or_(primary.in_(domains), Component.id.in_(serving)),
            )
            .order_by(func.coalesce(ComponentCount.adopters, 0).desc(), Component.full_name)
            .limit(LOOKED_AT)
        ).all()

    def _serving(self, scenario: str | None) -> set[int]:
        """The components by which cities cover this scenario, or that they adopted for it."""
        if scenario is None:
            return set()
        listed = select(SolutionPart.component_id).join(ListedScenario, ListedScenario.id == SolutionPart.listed_id)
        adopted = select(Adoption.component_id).where(Adoption.scenario == scenario)
        found = listed.where(ListedScenario.code == scenario, SolutionPart.valid_to.is_(None))
        return set(self.session.scalars(found.union(adopted)))

    def _run_by_peers(self, rows: Collection[Any]) -> dict[int, list[AlikeCity]]:
        """Of each component the cities like this one that run it, the likest first."""
        running: dict[int, set[int]] = defaultdict(set)
        query = select(Adoption.component_id, Adoption.city_id).where(
            Adoption.component_id.in_([row.id for row in rows]),
            Adoption.city_id.in_(self.peers),
            Adoption.stage.in_(RUNNING),
        )
        for component, city in self.session.execute(query):
            running[component].add(city)
        return {
            component: [_told(peer) for key, peer in self.peers.items() if key in cities]
            for component, cities in running.items()
        }

    def _needed(self, rows: Collection[Any]) -> dict[int, list[str]]:
        """What each component's latest version requires that the city does not run."""
        versions = {row.latest_version_id: row.id for row in rows}
        query = (
            select(Requirement.version_id, Component.id, Component.full_name)
            .join(Component, Component.id == Requirement.component_id)
            .where(Requirement.version_id.in_(versions))
            .order_by(Component.full_name)
        )
        found: dict[int, list[str]] = defaultdict(list)
        for version, required, name in self.session.execute(query):
            if required not in self.taken:
                found[versions[version]].append(name)
        return found

    def _helpers(self, components: Collection[int]) -> dict[int, list[Helper]]:
        """Who operates live adoptions of these, or offers services for them: the more live adoptions the earlier."""
        operated = self.session.execute(
            select(Adoption.component_id, Adoption.operator_id, func.count(distinct(Adoption.id)))
            .where(Adoption.component_id.in_(components), Adoption.stage == "live", Adoption.operator_id.is_not(None))
            .group_by(Adoption.component_id, Adoption.operator_id)
        ).all()
        offered = self.session.execute(
            select(ComponentService.component_id, ComponentService.entity_id).where(
                ComponentService.component_id.in_(components), ComponentService.withdrawn_on.is_(None)
            )
        ).all()
        counts = {(component, entity): number for component, entity, number in operated if entity is not None}
        pairs = {*counts, *((component, entity) for component, entity in offered)}
        entities = {entity for _, entity in pairs}
        known = {row.id: row for row in self.session.scalars(select(Organisation).where(Organisation.id.in_(entities)))}
        found: dict[int, list[Helper]] = defaultdict(list)
        for component, entity in pairs:
            row, offers = known[entity], (component, entity) in {tuple(each) for each in offered}
            found[component].append(Helper(row.slug, row.name, counts.get((component, entity), 0), offers))
        return {key: sorted(rows, key=lambda each: (-each.operates, each.slug)) for key, rows in found.items()}


def _told(peer: Peer) -> AlikeCity:
    reasons = [sentence(reason) for reason in peer.likeness.reasons[:2]]
    name = Bilingual(choose(peer.name, "zh"), choose(peer.name, "en"))
    return AlikeCity(name, [Bilingual(each["zh"], each["en"]) for each in reasons])
