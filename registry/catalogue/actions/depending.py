"""What a publiccode.yml says that it depends on, as what a version of ours requires."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.requirements import require_no_cycle
from registry.catalogue.dependencies import can_match
from registry.catalogue.errors import DependencyCycle
from registry.catalogue.models import Component
from registry.catalogue.publiccode import Dependency
from registry.catalogue.versioning import read_specifier
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor


class Depends(NamedTuple):
    """The words of `publish_version` for it."""

    requires: list[dict[str, str]]
    external_requirements: list[dict[str, Any]]


def names_registered(dependencies: Iterable[Dependency]) -> bool:
    """Whether one of them may be a component of this registry, which an export names `publisher/name`."""
    return any("/" in dependency.name for dependency in dependencies)


def depends_of(session: Session, actor: Actor, component: Component, dependencies: Iterable[Dependency]) -> Depends:
    """A component of this registry that can be required is; everything else is from outside. Nothing is refused."""
    found = Depends([], [])
    known: set[str] = set()
    for dependency in dependencies:
        specifier = _specifier(dependency)
        target = _target(session, actor, component, dependency)
        name = target.full_name if target is not None else dependency.name
        if name.casefold() in known:
            continue
        known.add(name.casefold())
        if target is not None:
            found.requires.append({"component": name, "specifier": specifier})
        else:
            entry = {"name": name, "kind": dependency.kind, "specifier": specifier, "is_optional": dependency.optional}
            found.external_requirements.append(entry)
    return found


def _target(session: Session, actor: Actor, component: Component, dependency: Dependency) -> Component | None:
    """What one can do without is not required, and what would close a circle cannot be."""
    if dependency.optional or "/" not in dependency.name:
        return None
    target = queries.find_component(session, dependency.name)
    if target is None or target.id == component.id or not may_see(session, actor, target):
        return None
    if target.is_restricted and not component.is_restricted:
        return None
    try:
        require_no_cycle(session, actor, component, [target.id])
    except DependencyCycle:
        return None
    return target


def _specifier(dependency: Dependency) -> str:
    try:
        return dependency.specifier if can_match(read_specifier(dependency.specifier)) else ""
    except ValueError:
        return ""
