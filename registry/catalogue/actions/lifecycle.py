"""Moving a component through its life, with its document and its event: the steps every action shares."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.describing import checked, checklist
from registry.catalogue.documents import render_component
from registry.catalogue.errors import ListingIncomplete
from registry.catalogue.lifecycle import SHOWN_TO_ALL, check_move
from registry.catalogue.models import Component
from registry.events.actions import record
from registry.events.audience import PARTIES, PUBLIC
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.policy import policy_of
from registry.taxonomies.queries import current_taxonomies


def own(session: Session, actor: Actor, full_name: str) -> Component:
    """The component, locked for change, of a caller who may write it."""
    component = queries.get_component(session, actor, full_name, for_change=True)
    actor.require("catalogue:write", component.publisher_id, component.name)
    return component


def submit(session: Session, actor: Actor, component: Component) -> None:
    """To the reviewer, or into the catalogue at once where the review is switched off."""
    require_complete(component)
    if policy_of(session).listing_review:
        move(session, actor, component, "in_review", event="component.submitted")
    else:
        move(session, actor, component, "listed", event="component.listed")


def require_complete(component: Component) -> None:
    """Raises ListingIncomplete, saying what is missing, for a description nobody could decide on."""
    missing = [item for item in checklist(component.details) if item.blocking and not item.done]
    if missing:
        advice = "; ".join(f"{item.advice.en} ({item.advice.zh})" for item in missing)
        raise ListingIncomplete(component=component.full_name, missing=advice)


def redescribe(session: Session, actor: Actor, component: Component, details: Mapping[str, Any]) -> None:
    """Give a component another description, and say so."""
    component.details = checked(details, current_taxonomies(session))
    changed(session, actor, component, event="component.described")


def move(
    session: Session,
    actor: Actor,
    component: Component,
    to: str,
    *,
    event: str,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Bring a component into another status. Raises MoveNotAllowed when the rules forbid it."""
    check_move(component.full_name, component.status, to)
    was_shown = component.status in SHOWN_TO_ALL
    component.status = to
    if to == "listed" and component.listed_at is None:
        component.listed_at = now_of(session)
    changed(session, actor, component, event=event, data=data, was_shown=was_shown)


def changed(
    session: Session,
    actor: Actor,
    component: Component,
    *,
    event: str,
    data: Mapping[str, Any] | None = None,
    was_shown: bool = False,
) -> None:
    """Render a component anew and record why. Drafts are told to their parties only."""
    render(session, component)
    shown = was_shown or component.status in SHOWN_TO_ALL
    record(
        session,
        actor,
        type=event,
        subject=component.full_name,
        organisation_id=component.publisher_id,
        audience=PUBLIC if shown else PARTIES,
        data={"component": component.full_name, "status": component.status, **(data or {})},
    )


def render(session: Session, component: Component) -> None:
    """The document of a component that has changed, with the latest version by the stated policy."""
    session.flush()
    version_id, number = queries.find_latest_number(session, component.id) or (None, None)
    # Only now: before the question the row would be written once more.
    component.updated_at, component.latest_version_id = now_of(session), version_id
    component.document, component.etag = render_component(component, component.full_name.split("/", 1)[0], number)
