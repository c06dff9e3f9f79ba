"""The projects of the demonstration, what is due in them and what came of them, each thing on its day."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.catalogue.models import Component
from registry.demonstration.happenings import Happening, acting_for
from registry.demonstration.reading import read
from registry.kit.actor import CONSOLE
from registry.organisations.models import Organisation
from registry.projects.actions import (
    enter_project,
    enter_results,
    evaluate_project,
    link_adoption,
    move_project,
    postpone_milestone,
    publish_project,
    reach_milestone,
    set_milestone,
    set_targets,
)

Entry = Mapping[str, Any]
FACTS = (
    "organisation",
    "name",
    "summary",
    "kind",
    "approved_on",
    "budget",
    "funding_sources",
    "reuse_choice",
    "justification",
    "responsibilities",
)


def running_projects() -> Iterator[Happening]:
    """Everything of the projects in `projects.yaml`."""
    for project in read("projects")["projects"]:
        yield from _project(project)


def _project(project: Entry) -> Iterator[Happening]:
    made: dict[str, UUID] = {}

    def act(action: Callable[..., object], **told: Any) -> Callable[[Session], object]:
        return lambda session: action(session, CONSOLE, project_id=made["id"], **told)

    def enter(session: Session) -> None:
        facts = {key: project[key] for key in FACTS if key in project}
        made["id"] = enter_project(session, CONSOLE, **facts).public_id

    yield Happening(project["on"], enter)
    if targets := project.get("targets"):
        yield Happening(project["on"], act(set_targets, targets=targets))
    for milestone in project.get("milestones", ()):
        yield from _milestone(project, milestone, made)
    for status in ("running", "finished"):
        if day := project.get(f"{status}_on"):
            yield Happening(day, act(move_project, to=status))
    for component in project.get("adoptions", ()):
        yield Happening(project["linked_on"], _linked(project["organisation"], component, made))
    if results := project.get("results"):
        yield Happening(project["finished_on"], act(enter_results, results=results))
    if evaluated := project.get("evaluated"):
        yield Happening(evaluated["on"], _evaluated(evaluated, made))
    if day := project.get("published_on"):
        yield Happening(day, act(publish_project))


def _milestone(project: Entry, milestone: Entry, made: Mapping[str, UUID]) -> Iterator[Happening]:
    kept: dict[str, UUID] = {}

    def place() -> dict[str, Any]:
        return {"project_id": made["id"], "milestone_id": kept["id"]}

    def set_it(session: Session) -> None:
        told = {"title": milestone["title"], "due_on": milestone["due_on"]}
        kept["id"] = set_milestone(session, CONSOLE, project_id=made["id"], **told).public_id

    yield Happening(project["on"], set_it)
    if moved := milestone.get("moved"):
        told = {"due_on": moved["to"], "reason": moved["reason"]}
        yield Happening(moved["on"], lambda session: postpone_milestone(session, CONSOLE, **place(), **told))
    if reached := milestone.get("reached"):
        evidence = reached["evidence"]
        yield Happening(
            reached["on"], lambda session: reach_milestone(session, CONSOLE, **place(), evidence=evidence)
        )  # fmt: skip


def _linked(city: str, component: str, made: Mapping[str, UUID]) -> Callable[[Session], object]:
    return lambda session: link_adoption(
        session, CONSOLE, project_id=made["id"], adoption_id=adoption_of(session, city, component)
    )


def _evaluated(evaluated: Entry, made: Mapping[str, UUID]) -> Callable[[Session], object]:
    return lambda session: evaluate_project(
        session, acting_for(session, evaluated["by"]), project_id=made["id"], note=evaluated["note"]
    )


def adoption_of(session: Session, city: str, component: str) -> UUID:
    """The id of a city's adoption of a component."""
    found: UUID = session.execute(
        select(Adoption.public_id)
        .join(Organisation, Organisation.id == Adoption.adopter_id)
        .join(Component, Component.id == Adoption.component_id)
        .where(Organisation.slug == city, Component.full_name == component)
        .order_by(Adoption.id)
        .limit(1)
    ).scalar_one()
    return found
