"""Removing a component: only while nobody else has begun with it, saying otherwise who has."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.lifecycle import move, own
from registry.catalogue.actions.requirements import hold_graph, recount_edges
from registry.catalogue.errors import ComponentInUse
from registry.catalogue.models import Component
from registry.catalogue.quarantine import require_usable
from registry.catalogue.reuse import shown_count
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor
from registry.kit.documents import check_tag
from registry.kit.errors import Bilingual

NAMED: Final = 5
"""Dependents that a refusal names; the others are counted."""


def remove_component(session: Session, actor: Actor, *, component: str, expected_tag: str) -> None:
    """Take a component out of sight, as long as nobody else began with it. Its name stays taken.

    Raises ComponentInUse, saying what stands in the way, once another city has adopted it or a version of another
    component requires it, also a yanked one or a draft's; Quarantined; Stale.
    """
    hold_graph(session)
    row = own(session, actor, component)
    check_tag(row.etag, expected_tag)
    require_usable(row)
    if obstacles := [*_adopted(session, actor, row), *_required(session, actor, row)]:
        raise ComponentInUse(component=component, obstacles=obstacles)
    move(session, actor, row, "removed", event="component.removed")
    recount_edges(session, [row.id])


def _adopted(session: Session, actor: Actor, component: Component) -> Iterator[Bilingual]:
    """How often other cities began to adopt it, as exactly as the caller may know."""
    begun = queries.counts_of(session, component.id).adoptions
    if begun:
        shown = shown_count(begun, exactly=actor.sees_landscapes)
        number = str(shown["adopters"]) if shown["adopters"] is not None else f"< {shown['fewer_than']}"
        yield Bilingual(f"其他城市已有 {number} 项采用", f"adoptions by other cities: {number}")


def _required(session: Session, actor: Actor, component: Component) -> Iterator[Bilingual]:
    """Which versions of others require it: some by name, the rest by their number."""
    needing = queries.list_needing(session, component.id)
    seen = [f"{row.full_name} {number}" for row, number in needing if may_see(session, actor, row)]
    hidden = len(needing) - len(seen)
    if seen:
        named, rest = ", ".join(seen[:NAMED]), len(seen) - NAMED
        zh, en = (f" 等 {len(seen)} 个版本", f" and {rest} more") if rest > 0 else ("", "")
        yield Bilingual(f"依赖它的有 {named}{zh}", f"it is required by {named}{en}")
    if hidden:
        versions = "1 version" if hidden == 1 else f"{hidden} versions"
        yield Bilingual(f"另有 {hidden} 个您不可见的版本依赖它", f"it is required by {versions} that you may not see")
