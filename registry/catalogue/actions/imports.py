"""Importing a publiccode.yml: never refused whole, the raw file kept with what was found in it."""

from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.components import register_component
from registry.catalogue.actions.lifecycle import redescribe, submit
from registry.catalogue.actions.versions import publish
from registry.catalogue.models import Component, PubliccodeFile
from registry.catalogue.publiccode import Description, describe, read_publiccode
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.organisations.models import Organisation
from registry.organisations.naming import NAME_MAX, skeleton
from registry.organisations.queries import get_organisation


class Imported(NamedTuple):
    """What became of a file: the record of it, its component if there is one, and whether that is new."""

    file: PubliccodeFile
    component: Component | None
    created: bool


def import_publiccode(session: Session, actor: Actor, *, publisher: str, raw: bytes) -> Imported:
    """Import one file for a publisher.

    A file that can be read at all becomes a component, or updates the one with the same `url`; its `softwareVersion` is
    published when it is a version of PEP 440. A file in error never replaces what a good one said.
    """
    owner = get_organisation(session, publisher)
    actor.require("catalogue:write", owner.id)
    reading = read_publiccode(raw)
    description = describe(reading)
    url = _url_of(description)
    last = queries.find_import_by_url(session, owner.id, url) if url else None
    file = PubliccodeFile(
        publisher_id=owner.id,
        component_id=last.component_id if last else None,
        url=url,
        raw=raw,
        verdict=reading.verdict,
        diagnostics=[asdict(diagnostic) for diagnostic in reading.diagnostics],
        extras=reading.extras,
        imported_at=now_of(session),
    )
    component: Component | None = None
    if description is not None:
        component = _apply(session, actor, owner, description, last, reading.verdict)
        file.component_id = component.id
    session.add(file)
    session.flush()
    record(
        session,
        actor,
        type="publiccode.imported",
        subject=component.full_name if component else str(file.public_id),
        organisation_id=owner.id,
        audience=PARTIES,
        data={"verdict": file.verdict, "component": component.full_name if component else None},
    )
    return Imported(file, component, created=component is not None and last is None)


def _apply(
    session: Session,
    actor: Actor,
    owner: Organisation,
    description: Description,
    last: PubliccodeFile | None,
    verdict: str,
) -> Component:
    if last is None or last.component_id is None:
        name = _free_name(session, owner, str(description.component["name"]))
        component = register_component(session, actor, publisher=owner.slug, name=name, details=_details(description))
    else:
        component = session.get_one(Component, last.component_id)
        is_worse = verdict == "invalid" and queries.has_good_import(session, component.id)
        if is_worse or component.status == "retired":
            return component
        redescribe(session, actor, component, _details(description))
    number = description.number
    if number and queries.find_version(session, component.id, number) is None:
        publish(session, actor, component, number=number, label=description.label)
    elif component.status == "draft":
        submit(session, actor, component)
    return component


def _url_of(description: Description | None) -> str | None:
    """The standard's identifier of what a file describes."""
    url = description.component.get("repository_url") if description else None
    return str(url) if url else None


def _details(description: Description) -> dict[str, Any]:
    return {key: value for key, value in description.component.items() if key != "name"}


def _free_name(session: Session, owner: Organisation, wanted: str) -> str:
    """The suggested name, or the first of `name-2`, `name-3`, … that is free and looks like no other."""
    candidate, number = wanted, 1
    while queries.find_lookalike(session, owner.id, skeleton(candidate)) is not None:
        number += 1
        ending = f"-{number}"
        candidate = wanted[: NAME_MAX - len(ending)].rstrip("-") + ending
    return candidate
