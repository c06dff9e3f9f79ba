"""Looking for one system that was registered as many components (salami, game 4.7)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import Component
from registry.safeguards.findings import Finding, records_of
from registry.safeguards.graph import strongly_connected
from registry.screening.concepts import synonyms_of
from registry.screening.finding import describe_component
from registry.screening.similarity import NEAR_DUPLICATE, compare
from registry.screening.wording import Described

MOST_COMPARED: Final = 60
"""Components of one publisher that one city runs; every pair of them is compared."""


def detect_salami(session: Session) -> Iterator[Finding]:
    """Families of near-duplicates of one publisher that one city runs more than one of.

    The publisher is told, who may be an operating entity: no city is named. A declared lineage (`based_on`) is free.
    """
    seen: set[frozenset[int]] = set()
    described = _Descriptions(session)
    for (publisher, _), components in _run_together(session).items():
        for family in _families(described, components[:MOST_COMPARED]):
            if family in seen:
                continue
            seen.add(family)
            rows = [described.rows[each] for each in sorted(family)]
            yield Finding(
                game="salami",
                fingerprint="salami:" + "-".join(map(str, sorted(family)))[:190],
                parties=frozenset({publisher}),
                signals=[{"code": "near_duplicates", "components": len(family), "least": NEAR_DUPLICATE}],
                records=records_of("component", [row.full_name for row in rows]),
                is_demo=any(row.is_demo for row in rows),
            )


def _run_together(session: Session) -> dict[tuple[int, int], list[int]]:
    """By publisher and city: the components of the one that the other runs, where these are several."""
    rows = session.execute(
        select(Component.publisher_id, Adoption.city_id, Component.id)
        .join(Adoption, Adoption.component_id == Component.id)
        .where(Adoption.stage.in_(RUNNING))
        .order_by(Component.publisher_id, Adoption.city_id, Component.id)
        .distinct()
    )
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for publisher, city, component in rows:
        found[publisher, city].append(component)
    return {key: components for key, components in found.items() if len(components) > 1}


class _Descriptions:
    """Components as they are compared, and the pairs that were, each once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.rows: dict[int, Any] = {}
        self._described: dict[int, Described] = {}
        self._alike: dict[tuple[int, int], bool] = {}
        self._concepts = synonyms_of(session).concepts_of

    def read(self, components: Sequence[int]) -> None:
        missing = [each for each in components if each not in self.rows]
        columns = (Component.id, Component.full_name, Component.based_on, Component.is_demo, Component.details)
        for row in self.session.execute(select(*columns).where(Component.id.in_(missing))):
            self.rows[row.id] = row
            self._described[row.id] = describe_component(row.details, self._concepts)

    def are_alike(self, one: int, other: int) -> bool:
        """Whether they are near-duplicates, and neither says it was made from the other."""
        if (one, other) not in self._alike:
            names = {self.rows[one].full_name, self.rows[other].full_name}
            declared = {self.rows[one].based_on, self.rows[other].based_on} & names
            likeness = compare(self._described[one], self._described[other])
            self._alike[one, other] = not declared and likeness.resemblance >= NEAR_DUPLICATE
        return self._alike[one, other]


def _families(described: _Descriptions, components: Sequence[int]) -> list[frozenset[int]]:
    described.read(components)
    edges: dict[int, set[int]] = defaultdict(set)
    for one, other in combinations(components, 2):
        if described.are_alike(one, other):
            edges[one].add(other)
            edges[other].add(one)
    return [family for family in strongly_connected(edges) if len(family) > 1]


def families_among(session: Session, components: Sequence[int]) -> list[frozenset[int]]:
    """The families of near-duplicates among these components, the first `MOST_COMPARED` of which are compared."""
    if len(components) < 2:
        return []
    return _families(_Descriptions(session), components[:MOST_COMPARED])
