"""What is wrong with the versions that run: advisories, as far as they concern an adoption."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry.advisories.queries import advisories_in_force, affecting, find_fix, versions_of

Running = tuple[int, bytes]
"""A version that runs: the id of its component and its sort key."""


class Warned(NamedTuple):
    """An advisory in force on a version that runs. `fixed_in` is what it says; `move_to` the first version that can be
    moved to and that nothing affects, if there is one."""

    identifier: str
    severity: str | None
    summary: dict[str, str]
    fixed_in: list[str]
    move_to: str | None

    def document(self) -> dict[str, Any]:
        return self._asdict()


def warnings_on(session: Session, running: Collection[Running]) -> dict[Running, tuple[Warned, ...]]:
    """The advisories on each of these versions, the gravest first; what is well is left out.

    Two questions, however many versions there are: the advisories, and the versions of the components that have any.
    """
    in_force = advisories_in_force(session, {component_id for component_id, _ in running})
    versions = versions_of(session, in_force)
    found: dict[Running, tuple[Warned, ...]] = {}
    for component_id, key in running:
        grave = affecting(in_force.get(component_id, ()), key)
        if grave:
            move_to = find_fix(in_force[component_id], versions[component_id], key)
            found[component_id, key] = tuple(
                Warned(each.identifier, each.severity, each.details["summary"], each.fixed_in, move_to)
                for each in grave
            )
    return found
