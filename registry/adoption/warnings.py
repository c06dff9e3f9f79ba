"""What is wrong with the versions that run: advisories, as far as they concern an adoption."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry.advisories.models import Advisory
from registry.advisories.queries import advisories_in_force, affecting, find_fix, versions_of
from registry.kit.clock import SHANGHAI

Running = tuple[int, bytes]
"""A version that runs: the id of its component and its sort key."""


class Warned(NamedTuple):
    """An advisory in force on a version that runs. `fixed_in` is what it says; `move_to` the first version that can be
    moved to and that nothing affects, if there is one. `due_on` is by when to act, once it is known since when it runs.
    """

    identifier: str
    severity: str | None
    summary: dict[str, str]
    fixed_in: list[str]
    move_to: str | None
    published_on: date
    modified_at: datetime
    due_on: date | None = None

    def document(self) -> dict[str, Any]:
        return {
            "identifier": self.identifier,
            "severity": self.severity,
            "summary": self.summary,
            "fixed_in": self.fixed_in,
            "move_to": self.move_to,
            "published_on": self.published_on,
            "due_on": self.due_on,
        }


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
            found[component_id, key] = tuple(_warned(each, move_to) for each in grave)
    return found


def _warned(advisory: Advisory, move_to: str | None) -> Warned:
    return Warned(
        identifier=advisory.identifier,
        severity=advisory.severity,
        summary=advisory.details["summary"],
        fixed_in=advisory.fixed_in,
        move_to=move_to,
        published_on=advisory.published_at.astimezone(SHANGHAI).date(),
        modified_at=advisory.modified_at,
    )


def doubts_on(session: Session, component_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The advisories in force on any version of these components, the gravest first: for versions nobody knows."""
    in_force = advisories_in_force(session, component_ids)
    return {component_id: tuple(each.identifier for each in found) for component_id, found in in_force.items()}
