"""Importing a publiccode.yml: never refused whole, the raw file kept with what was found in it."""

from dataclasses import asdict
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.carrying import Check, Merged, merge_carried
from registry.catalogue.actions.components import register_component
from registry.catalogue.actions.depending import depends_of, names_registered
from registry.catalogue.actions.lifecycle import hand_in, redescribe
from registry.catalogue.actions.requirements import hold_graph
from registry.catalogue.actions.versions import publish
from registry.catalogue.models import Component, PubliccodeFile
from registry.catalogue.publiccode import Description, describe, read_publiccode
from registry.catalogue.publiccode import PubliccodeFile as Reading
from registry.catalogue.publiccode.diagnostics import verdict_of
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.organisations.models import Organisation
from registry.organisations.naming import NAME_MAX, skeleton
from registry.organisations.queries import get_organisation
from registry.taxonomies.queries import current_taxonomies


class Imported(NamedTuple):
    """What became of a file: the record of it, its component if there is one, and whether that is new."""

    file: PubliccodeFile
    component: Component | None
    created: bool


def import_publiccode(
    session: Session, actor: Actor, *, publisher: str, raw: bytes, check: Check | None = None
) -> Imported:
    """Import one file for a publisher.

    A file that can be read at all becomes a component, or updates the one it was exported from or else the one with the
    same `url`; its `softwareVersion` is published, with what `dependsOn` names, when it is a version of PEP 440. A file
    in error never replaces what a good one said. What it carries of a description in its comments goes through `check`,
    like any payload; without it, nothing of that is taken over.
    """
    owner = get_organisation(session, publisher)
    actor.require("catalogue:write", owner.id)
    reading = read_publiccode(raw)
    description = describe(reading)
    merged = merge_carried(_said(description), reading.carried, check, current_taxonomies(session))
    diagnostics = (*reading.diagnostics, *merged.findings)
    verdict = "invalid" if reading.verdict == "invalid" else verdict_of(diagnostics)
    url = _url_of(description)
    last = _known(session, owner, url, reading)
    file = PubliccodeFile(
        publisher_id=owner.id,
        component_id=last,
        url=url,
        raw=raw,
        verdict=verdict,
        diagnostics=[asdict(diagnostic) for diagnostic in diagnostics],
        extras=reading.extras,
        imported_at=now_of(session),
    )
    component: Component | None = None
    if description is not None:
        component = _apply(session, actor, owner, description, merged, last, verdict)
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


def _known(session: Session, owner: Organisation, url: str | None, reading: Reading) -> int | None:
    """The publisher's component that a file is about: the one it was written from, or the last with its `url`."""
    if reading.carried is not None and (identifier := _identifier(reading.carried.component)) is not None:
        exported = queries.find_exported(session, owner.id, identifier, url)
        if exported is not None:
            return exported.id
    last = queries.find_import_by_url(session, owner.id, url) if url else None
    return last.component_id if last else None


def _identifier(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _apply(
    session: Session,
    actor: Actor,
    owner: Organisation,
    description: Description,
    merged: Merged,
    known_id: int | None,
    verdict: str,
) -> Component:
    if names_registered(description.depends_on):
        hold_graph(session)
    if known_id is None:
        name = _free_name(session, owner, str(description.component["name"]))
        component = register_component(
            session, actor, publisher=owner.slug, name=name, details=merged.details, is_imported=True
        )
    else:
        component = session.get_one(Component, known_id)
        is_worse = verdict == "invalid" and queries.has_good_import(session, component.id)
        if is_worse or component.status == "retired":
            return component
        if component.details != merged.details:
            redescribe(session, actor, component, merged.details, is_imported=True)
    number = description.number
    if component.status == "draft":
        if merged.is_widened:
            # It was meant for some clusters only, which the file no longer says: its owner says who may see it.
            return component
        # What a file leaves open is told with it, and keeps nobody from finding what it describes.
        hand_in(session, actor, component)
    if number and queries.find_version(session, component.id, number) is None:
        depends = depends_of(session, actor, component, description.depends_on)
        publish(session, actor, component, number=number, label=description.label, **depends._asdict())
    return component


def _url_of(description: Description | None) -> str | None:
    """The standard's identifier of what a file describes."""
    url = description.component.get("repository_url") if description else None
    return str(url) if url else None


def _said(description: Description | None) -> dict[str, Any]:
    """The details that the file's own keys give."""
    component = description.component if description else {}
    return {key: value for key, value in component.items() if key != "name"}


def _free_name(session: Session, owner: Organisation, wanted: str) -> str:
    """The suggested name, or the first of `name-2`, `name-3`, … that is free and looks like no other."""
    candidate, number = wanted, 1
    while queries.find_lookalike(session, owner.id, skeleton(candidate)) is not None:
        number += 1
        ending = f"-{number}"
        candidate = wanted[: NAME_MAX - len(ending)].rstrip("-") + ending
    return candidate
