"""The family of a component: what it was made from and what was made from it, and others that are nearly the same.

Who says what a component is `based_on` declares its lineage; who copies without a word makes a near-duplicate. Both are
found here, each told apart from the other.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component, ComponentAlias
from registry.catalogue.queries import find_component, get_component
from registry.catalogue.visibility import may_see, visible_to
from registry.kit.actor import Actor
from registry.screening.concepts import synonyms_of
from registry.screening.finding import describe_component, list_nominated, nominate
from registry.screening.similarity import compare
from registry.search.engine import SearchEngine

MOST_GENERATIONS: Final = 20
MOST_VARIANTS: Final = 100
MOST_DUPLICATES: Final = 10
DUPLICATES_COMPARED: Final = 16


class Relative(NamedTuple):
    """A component of the family."""

    component: str
    title: dict[str, str]
    status: str


class Duplicate(NamedTuple):
    """A component that is nearly the same, and how nearly."""

    component: str
    title: dict[str, str]
    status: str
    similarity: float


class Family(NamedTuple):
    """`based_on` goes up, the nearest first, and may end at an address outside; `variants` were made from it."""

    component: str
    duplicates: list[Duplicate]
    based_on: list[Relative]
    origin_url: str | None
    variants: list[Relative]

    def document(self) -> dict[str, Any]:
        """As it goes over the wire."""
        return {
            "component": self.component,
            "duplicates": [each._asdict() for each in self.duplicates],
            "based_on": [each._asdict() for each in self.based_on],
            "origin_url": self.origin_url,
            "variants": [each._asdict() for each in self.variants],
        }

    @property
    def is_empty(self) -> bool:
        return not (self.duplicates or self.based_on or self.variants or self.origin_url)


def get_family(session: Session, engine: SearchEngine, actor: Actor, full_name: str) -> Family:
    """The family of a component as far as this caller may see; drafts have one too, before they are listed."""
    component = get_component(session, actor, full_name)
    based_on, origin_url = _ancestors(session, actor, component)
    variants = _descendants(session, actor, [component.full_name])
    kin = {component.full_name, *(each.component for each in (*based_on, *variants))}
    if based_on:
        kin |= {each.component for each in _descendants(session, actor, [based_on[-1].component])}
    duplicates = _duplicates(session, engine, actor, component, kin)
    return Family(component.full_name, duplicates, based_on, origin_url, variants)


def _ancestors(session: Session, actor: Actor, component: Component) -> tuple[list[Relative], str | None]:
    """The chain upwards, and the address outside at which it ends. What the caller may not see ends it too."""
    chain: list[Relative] = []
    seen = {component.full_name}
    origin = component.details.get("based_on")
    while origin and len(chain) < MOST_GENERATIONS:
        if "://" in origin:
            return chain, origin
        parent = find_component(session, origin)
        if parent is None or parent.full_name in seen or not may_see(session, actor, parent):
            break
        seen.add(parent.full_name)
        chain.append(Relative(parent.full_name, parent.details["title"], parent.status))
        origin = parent.details.get("based_on")
    return chain, None


def _descendants(session: Session, actor: Actor, names: list[str]) -> list[Relative]:
    """What was made from components of these names, and what from that, generation by generation."""
    found: dict[str, Relative] = {}
    given = frozenset(names)
    known = set(names)
    for _ in range(MOST_GENERATIONS):
        rows = list(_made_from(session, actor, names))
        found |= {row.full_name: Relative(row.full_name, row.details["title"], row.status) for row in rows}
        names = [row.full_name for row in rows if row.full_name not in known]
        known.update(names)
        if not names or len(found) >= MOST_VARIANTS:
            break
    return [relative for name, relative in found.items() if name not in given]


def _made_from(session: Session, actor: Actor, names: list[str]) -> Iterable[Row[Any]]:
    """The components that say they are based on these, also by a name that these had before."""
    older = select(ComponentAlias.full_name).join(Component, Component.id == ComponentAlias.component_id)
    aliases = session.scalars(older.where(Component.full_name.in_(names)))
    query = (
        select(Component.full_name, Component.status, Component.details)
        .where(Component.based_on.in_([*names, *aliases]), visible_to(actor), Component.status != "merged")
        .order_by(Component.full_name)
        .limit(MOST_VARIANTS)
    )
    return session.execute(query)


def _duplicates(
    session: Session, engine: SearchEngine, actor: Actor, component: Component, kin: set[str]
) -> list[Duplicate]:
    """Others that say nearly the same without saying where they have it from."""
    described = describe_component(component.details, synonyms_of(session).concepts_of)
    ids = nominate(engine, actor, described.all_terms(), DUPLICATES_COMPARED).ids
    rows = list_nominated(session, actor, ids)
    compared = ((compare(described, other), row) for row, other in rows if row.full_name not in kin)
    near = [
        Duplicate(row.full_name, row.details["title"], row.status, likeness.resemblance)
        for likeness, row in compared
        if likeness.level == "near_duplicate"
    ]
    return sorted(near, key=lambda each: (-each.similarity, each.component))[:MOST_DUPLICATES]
