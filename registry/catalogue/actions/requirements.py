"""What a version requires, checked, and who needs whom: kept in the transaction of each change."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, insert, or_, select, text, update
from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.dependencies import checked_externals, checked_specifier, find_path
from registry.catalogue.errors import DependencyCycle
from registry.catalogue.models import Component, ComponentEdge, ComponentVersion, Requirement
from registry.catalogue.platforms import checked_platforms
from registry.catalogue.queries.graph import counted_edges, edges_from, edges_to
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid

GRAPH_LOCK: Final = 7_160_005
"""The advisory lock, on PostgreSQL, of the one transaction that changes edges: two that look at the same moment would
each find no circle, and close one together. On SQLite the writer lock serves."""

HIDDEN: Final = "…"
"""Stands in a path for a component that the caller may not see."""


class Requires(NamedTuple):
    """Everything a version says that it requires, checked and in canonical spelling."""

    components: list[tuple[Component, str]]
    platforms: list[dict[str, str]]
    externals: list[dict[str, Any]]

    @property
    def documents(self) -> list[dict[str, str]]:
        """The required components as the version's document names them."""
        return [{"component": target.full_name, "specifier": specifier} for target, specifier in self.components]


def hold_graph(session: Session) -> None:
    """Let nobody else change edges until this transaction has ended.

    Taken before any component is locked: who holds a component and waits for this would stop whoever holds this and
    waits for the component.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": GRAPH_LOCK})


def checked_requires(
    session: Session,
    actor: Actor,
    component: Component | None,
    *,
    is_restricted: bool,
    requires: Sequence[Mapping[str, str]],
    platform_requirements: Sequence[Mapping[str, Any]],
    external_requirements: Sequence[Mapping[str, Any]],
) -> Requires:
    """What a version of a component may require; `component` is None where it is only being entered.

    Raises PayloadInvalid naming every mistake at its place.
    """
    errors: list[FieldError] = []
    needed: dict[int, tuple[Component, str]] = {}
    for place, requirement in enumerate(requires):
        pointer = f"/requires/{place}"
        target = queries.find_component(session, requirement["component"], for_use=True)
        refused = _why_not(session, actor, component, target, is_restricted, needed)
        specifier, wrong = checked_specifier(requirement.get("specifier", ""), f"{pointer}/specifier")
        if refused is not None:
            errors.append(FieldError(f"{pointer}/component", refused))
        elif wrong is not None:
            errors.append(wrong)
        elif target is not None:
            needed[target.id] = (target, specifier)
    platforms, wrong_platforms = checked_platforms(platform_requirements)
    externals, wrong_externals = checked_externals(external_requirements)
    if errors := [*errors, *wrong_platforms, *wrong_externals]:
        raise PayloadInvalid(errors=errors)
    return Requires(list(needed.values()), platforms, externals)


def _why_not(
    session: Session,
    actor: Actor,
    component: Component | None,
    target: Component | None,
    is_restricted: bool,
    needed: Mapping[int, object],
) -> Bilingual | None:
    if target is None or not may_see(session, actor, target):
        return Bilingual("没有找到该组件。", "There is no such component.")
    if target.is_restricted and not is_restricted:
        return Bilingual(
            "该组件仅部分城市群可见，公开组件不能依赖它。",
            "Only some clusters see it, so what everybody sees cannot require it.",
        )
    if (component is not None and target.id == component.id) or target.id in needed:
        return Bilingual("不能依赖自身或重复列出。", "Neither itself nor twice.")
    return None


def require_no_cycle(session: Session, actor: Actor, component: Component, required: Collection[int]) -> None:
    """Raises DependencyCycle, naming the way round, when one of these needs the component already."""
    way = find_path(
        required,
        component.id,
        lambda ids: [edge[:2] for edge in edges_from(session, ids)],
        lambda ids: [edge[:2] for edge in edges_to(session, ids)],
    )
    if way is None:
        return
    rows = session.scalars(select(Component).where(Component.id.in_(way)))
    names = {row.id: row.full_name if may_see(session, actor, row) else HIDDEN for row in rows}
    raise DependencyCycle(path=[component.full_name, *(names[identifier] for identifier in way)])


def require_still_acyclic(session: Session, actor: Actor, component: Component) -> None:
    """The same where the edges are there already: raises DependencyCycle when a component needs itself."""
    require_no_cycle(session, actor, component, [edge.required_id for edge in edges_from(session, [component.id])])


def count_edges(session: Session, component_id: int, required: Collection[int], difference: int) -> None:
    """Count one version of a component more, or less, that requires these; the component's row is locked."""
    if not required:
        return
    present = set(
        session.scalars(
            select(ComponentEdge.required_id).where(
                ComponentEdge.dependent_id == component_id, ComponentEdge.required_id.in_(required)
            )
        )
    )
    these = (ComponentEdge.dependent_id == component_id) & ComponentEdge.required_id.in_(present)
    if difference < 0:
        last = these & (ComponentEdge.versions == 1)
        session.execute(delete(ComponentEdge).where(last).execution_options(synchronize_session=False))
    changed = update(ComponentEdge).where(these).values(versions=ComponentEdge.versions + difference)
    session.execute(changed.execution_options(synchronize_session=False))
    fresh = [row for row in sorted(required) if row not in present] if difference > 0 else []
    if fresh:
        rows = [{"dependent_id": component_id, "required_id": row, "versions": 1} for row in fresh]
        session.execute(insert(ComponentEdge), rows)


def recount_edges(session: Session, component_ids: Collection[int] | None = None) -> None:
    """Count the edges of these components anew in both directions, or of all: after a merger, a removal, a rebuild."""
    session.flush()
    stale, counted = delete(ComponentEdge), counted_edges()
    if component_ids is not None:
        stale = stale.where(
            or_(ComponentEdge.dependent_id.in_(component_ids), ComponentEdge.required_id.in_(component_ids))
        )
        counted = counted.where(
            or_(ComponentVersion.component_id.in_(component_ids), Requirement.component_id.in_(component_ids))
        )
    session.execute(stale.execution_options(synchronize_session=False))
    columns = ("dependent_id", "required_id", "versions")
    session.execute(insert(ComponentEdge).from_select(columns, counted))
