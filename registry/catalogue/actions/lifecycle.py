"""Moving a component through its life, with its document and its event: the steps every action shares."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from registry.catalogue import queries, stewards
from registry.catalogue.actions.describing import described, note_who_sees
from registry.catalogue.checklist import checklist
from registry.catalogue.errors import ListingIncomplete, NotTakenOver, WaitsForOwner
from registry.catalogue.lifecycle import SHOWN_TO_ALL, check_move
from registry.catalogue.models import Component, ComponentStatus
from registry.catalogue.rendering import derive
from registry.catalogue.reviewing import OWNER, route_of
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.policy import policy_of
from registry.organisations.models import Organisation


def own(session: Session, actor: Actor, full_name: str) -> Component:
    """The component, locked for change, of a caller who may write it."""
    component = queries.get_component(session, actor, full_name, for_change=True)
    actor.require("catalogue:write", component.publisher_id, component.name)
    return component


def writable(session: Session, actor: Actor, full_name: str) -> Component:
    """The component, locked for change, of a caller who may describe it: its owner, the entity that prepares the draft,
    or who entered it in its owner's place. Raises WaitsForOwner when the entity has handed it in already."""
    component = queries.get_component(session, actor, full_name, for_change=True)
    actor.require_scope("catalogue:write", component.name)
    if component.publisher_id in actor.acts_for or stewards.entered(actor, component):
        return component
    if stewards.prepares(session, actor, component):
        if component.status != "draft":
            raise WaitsForOwner(component=full_name, status=component.status)
        return component
    actor.require("catalogue:write", component.publisher_id, component.name)
    return component


def submit(session: Session, actor: Actor, component: Component) -> None:
    """Hand a draft in: an entity's to its owner, who signs it off; an owner's own to the reviewer or the catalogue.

    Raises NotTakenOver for what others entered, ListingIncomplete.
    """
    if component.status == "proposed":
        raise NotTakenOver(component=component.full_name)
    require_complete(component)
    if stewards.prepares(session, actor, component):
        move(session, actor, component, "prepared", event="component.prepared")
    else:
        hand_in(session, actor, component)


def hand_in(session: Session, actor: Actor, component: Component) -> None:
    """To the reviewer; into the catalogue at once where the review is switched off or the owner's word suffices."""
    is_reviewed = policy_of(session).listing_review and route_of(component.details.get("sharing_scope")) != OWNER
    component.returned_reasons = None
    if is_reviewed:
        move(session, actor, component, "in_review", event="component.submitted")
    else:
        move(session, actor, component, "listed", event="component.listed")


def require_complete(component: Component) -> None:
    """Raises ListingIncomplete, saying what is missing, for a description nobody could decide on."""
    missing = [item for item in checklist(component.details) if item.blocking and not item.done]
    if missing:
        advice = "; ".join(f"{item.advice.en} ({item.advice.zh})" for item in missing)
        raise ListingIncomplete(component=component.full_name, missing=advice)


def redescribe(
    session: Session, actor: Actor, component: Component, details: Mapping[str, Any], *, is_imported: bool = False
) -> None:
    """Give a component another description, and say so."""
    owner, before = session.get_one(Organisation, component.publisher_id), component.details
    component.details = described(
        session, actor, owner, component.name, details, before=before, is_imported=is_imported
    )
    note_who_sees(session, component)
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
    note_status(session, component)
    if to == "listed" and component.listed_at is None:
        # Who lists something says that it holds: from here on the year until the next confirmation is counted.
        component.listed_at = component.confirmed_at = now_of(session)
    changed(session, actor, component, event=event, data=data, was_shown=was_shown)


def note_status(session: Session, component: Component) -> None:
    """Write down what status a component is in from now on."""
    session.add(ComponentStatus(component_id=component.id, status=component.status, recorded_at=now_of(session)))


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
    audience, readers = audience_of(session, component, shown=shown)
    record(
        session,
        actor,
        type=event,
        subject=component.full_name,
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers,
        data={"component": component.full_name, "status": component.status, **(data or {})},
    )


def render(session: Session, component: Component) -> None:
    """The document and the score of a component that has changed, with the latest version by the stated policy."""
    session.flush()
    found = derive(session, component, changed_at=now_of(session))
    component.latest_version_id, component.quality = found.latest_version_id, found.quality
    component.document, component.etag = found.document, found.etag
