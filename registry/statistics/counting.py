"""What a row counts for, and how counts move when a row changes. Pure: the facts come from the canonical rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

Cell = tuple[str, str]
"""A figure and a key within it."""

DISTINCT: Final = frozenset({"publishing_cities", "reusing_cities", "components_reused", "components_on_shelf_reused"})
"""Figures whose value is how many keys hold anything: kept as `("distinct", figure)` while the keys move."""

UNSPECIFIED_DOMAIN: Final = "unspecified"
UNCLASSIFIED: Final = "unclassified"
UNKNOWN_PROVINCE: Final = "unknown"


class ComponentFacts(NamedTuple):
    """A component as figures see it. `is_shown`: others may see it; `is_on_shelf`: it can be adopted."""

    status: str
    is_shown: bool
    is_on_shelf: bool
    kind: str
    domain: str | None
    publisher_city: int | None
    is_demo: bool


class VersionFacts(NamedTuple):
    """A version as figures see it."""

    is_shown: bool
    is_yanked: bool


class AdoptionFacts(NamedTuple):
    """An adoption as figures see it, with what they need of its component and of the two cities."""

    stage: str
    is_running: bool
    has_version: bool
    city: int
    city_class: str | None
    province: str | None
    component: int
    component_facts: ComponentFacts
    publisher_class: str | None
    is_demo: bool


def count_component(facts: ComponentFacts) -> list[Cell]:
    """A component counts by status, kind and primary domain once others may see it; for its city while on the shelf."""
    if not facts.is_shown:
        return []
    cells = [
        ("components", facts.status),
        ("components_by_kind", f"{facts.status}/{facts.kind}"),
        ("components_by_domain", f"{facts.status}/{facts.domain or UNSPECIFIED_DOMAIN}"),
    ]
    if facts.is_on_shelf and facts.publisher_city is not None:
        cells.append(("publishing_cities", str(facts.publisher_city)))
    if facts.is_demo:
        cells.append(("demonstration", "components"))
    return sorted(cells)


def count_version(facts: VersionFacts) -> list[Cell]:
    """A version counts as long as its component is shown; a yanked one in a bucket of its own."""
    return [("versions", "yanked" if facts.is_yanked else "standing")] if facts.is_shown else []


def count_adoption(facts: AdoptionFacts) -> list[Cell]:
    """Every adoption counts by stage and by whether its version is known; as reuse only while it runs in another city.

    A city's use of its own component is no reuse (S37b: 多地复用). An unknown version is a bucket, never a guess.
    """
    version = "known" if facts.has_version else "unknown"
    cells = [("adoptions", facts.stage), ("adoptions_by_version", f"{facts.stage}/{version}")]
    if facts.is_demo:
        cells.append(("demonstration", "adoptions"))
    if facts.is_running and facts.component_facts.publisher_city != facts.city:
        cells.extend(_count_reuse(facts, version))
    return sorted(cells)


def _count_reuse(facts: AdoptionFacts, version: str) -> list[Cell]:
    component = facts.component_facts
    adopter_class = facts.city_class or UNCLASSIFIED
    cells = [
        ("reuse_by_version", version),
        ("reuse_by_kind", component.kind),
        ("reuse_by_domain", component.domain or UNSPECIFIED_DOMAIN),
        ("reuse_by_class", adopter_class),
        ("reuse_by_province", facts.province or UNKNOWN_PROVINCE),
        ("reuse_by_flow", f"{facts.publisher_class or UNCLASSIFIED}/{adopter_class}"),
        ("reusing_cities", str(facts.city)),
        ("components_reused", str(facts.component)),
    ]
    if component.is_on_shelf:
        cells.append(("components_on_shelf_reused", str(facts.component)))
    return cells


def difference(before: Iterable[Cell], after: Iterable[Cell]) -> Counter[Cell]:
    """By how much each cell moves when a row that counted in `before` counts in `after`; without those that stay."""
    moved = Counter(after)
    moved.subtract(before)
    return Counter({cell: amount for cell, amount in moved.items() if amount})


def cells_to_read(moves: Iterable[Cell]) -> set[Cell]:
    """The cells whose present amounts `move` must know: those that move, and the totals of distinct keys above them."""
    moves = set(moves)
    return moves | {("distinct", figure) for figure, _ in moves if figure in DISTINCT}


def move(amounts: Mapping[Cell, int], moves: Mapping[Cell, int]) -> dict[Cell, int]:
    """The new amounts of cells that change; the total of a distinct figure moves as keys get or lose their last one.

    Raises ValueError when an amount would fall below nothing: then the counts are broken and must be made anew.
    """
    changed: dict[Cell, int] = {}
    totals: Counter[Cell] = Counter()
    for cell, by in moves.items():
        before = amounts.get(cell, 0)
        changed[cell] = before + by
        if cell[0] in DISTINCT:
            totals["distinct", cell[0]] += (changed[cell] > 0) - (before > 0)
    changed.update({cell: amounts.get(cell, 0) + by for cell, by in totals.items() if by})
    broken = sorted(cell for cell, amount in changed.items() if amount < 0)
    if broken:
        raise ValueError(f"Counts fell below nothing: {broken[:5]}")
    return changed
