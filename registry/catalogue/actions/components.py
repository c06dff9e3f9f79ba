"""Registering, describing, listing, deprecating and removing components."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.catalogue import queries, stewards
from registry.catalogue.actions.delisting import require_notice
from registry.catalogue.actions.describing import described, note_who_sees
from registry.catalogue.actions.lifecycle import (
    changed,
    move,
    note_status,
    own,
    redescribe,
    submit,
    writable,
)
from registry.catalogue.errors import NameTaken
from registry.catalogue.models import Component, ComponentCount
from registry.catalogue.naming import check_name
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.naming import skeleton
from registry.organisations.queries import get_in_force


def register_component(
    session: Session,
    actor: Actor,
    *,
    publisher: str,
    name: str,
    details: Mapping[str, Any],
    is_demo: bool = False,
    is_imported: bool = False,
) -> Component:
    """Enter a draft of one's own, or, as an entity that may prepare for it, in the name of a city.

    Raises NameTaken for a name that was ever used or looks like one, PayloadInvalid for fields.
    """
    owner = get_in_force(session, publisher, named_at="/publisher")
    actor.require_scope("catalogue:write", name)
    prepares = owner.id not in actor.acts_for and stewards.is_preparer(session, owner.id, actor.organisation_id)
    if not prepares:
        actor.require("catalogue:write", owner.id, name)
    return enter(
        session,
        actor,
        owner,
        name=name,
        details=details,
        prepared_by_id=actor.organisation_id if prepares else None,
        is_demo=is_demo,
        is_imported=is_imported,
    )


def enter(
    session: Session,
    actor: Actor,
    owner: Organisation,
    *,
    name: str,
    details: Mapping[str, Any],
    status: str = "draft",
    prepared_by_id: int | None = None,
    entered_by_id: int | None = None,
    is_demo: bool = False,
    is_imported: bool = False,
) -> Component:
    """The same for an owner that is at hand and a caller who may: whoever writes it for the owner is named with it."""
    check_name(name)
    full_name = f"{owner.slug}/{name}"
    lookalike = queries.find_lookalike(session, owner.id, skeleton(name))
    if lookalike is not None:
        raise NameTaken(component=full_name, existing=lookalike)
    component = Component(
        publisher_id=owner.id,
        name=name,
        name_skeleton=skeleton(name),
        full_name=full_name,
        status=status,
        prepared_by_id=prepared_by_id,
        entered_by_id=entered_by_id,
        details=described(session, actor, owner, name, details, is_imported=is_imported),
        is_demo=is_demo or owner.is_demo,
        created_at=now_of(session),
        updated_at=now_of(session),
    )
    component.publisher = owner
    session.add(component)
    try:
        session.flush()
    except IntegrityError as error:
        raise NameTaken(component=full_name, existing=name) from error
    session.add(ComponentCount(component_id=component.id, adopters=0, adoptions=0))
    note_status(session, component)
    note_who_sees(session, component)
    changed(session, actor, component, event="component.proposed" if status == "proposed" else "component.registered")
    return component


def describe_component(
    session: Session, actor: Actor, *, component: str, details: Mapping[str, Any], expected_tag: str
) -> Component:
    """Replace a component's description. Raises Stale when its tag is no longer the expected one, WaitsForOwner."""
    row = writable(session, actor, component)
    check_tag(row.etag, expected_tag)
    redescribe(session, actor, row, details)
    return row


def submit_component(session: Session, actor: Actor, *, component: str) -> Component:
    """Ask for the listing. Where the review is switched off, submitting lists at once.

    Raises ListingIncomplete naming what is missing.
    """
    row = writable(session, actor, component)
    submit(session, actor, row)
    return row


def deprecate_component(
    session: Session,
    actor: Actor,
    *,
    component: str,
    reason: str,
    message: str,
    successor: str | None = None,
    sunset_on: date | None = None,
) -> Component:
    """Tell everybody to move on: why, to what, until when. It stays readable and adoptable, with a warning."""
    row = own(session, actor, component)
    if successor is not None:
        _require_successor(session, actor, row, successor)
    row.deprecation = {
        "reason": reason,
        "message": message,
        "successor": successor,
        "sunset_on": sunset_on.isoformat() if sunset_on else None,
        "deprecated_on": today_of(session).isoformat(),
    }
    move(session, actor, row, "deprecated", event="component.deprecated", data=row.deprecation)
    return row


def withdraw_deprecation(session: Session, actor: Actor, *, component: str) -> Component:
    """Take a deprecation back; does nothing when there is none."""
    row = own(session, actor, component)
    if row.deprecation is not None:
        row.deprecation = None
        move(session, actor, row, "listed", event="component.deprecation_withdrawn")
    return row


def retire_component(session: Session, actor: Actor, *, component: str) -> Component:
    """End a component's life: no new versions, no new adoptions; those who run it still read and fetch it.

    Raises NoticeNeeded while other cities run it and were not told long enough before.
    """
    row = own(session, actor, component)
    require_notice(session, actor, row)
    move(session, actor, row, "retired", event="component.retired")
    return row


def _require_successor(session: Session, actor: Actor, component: Component, successor: str) -> None:
    found = queries.find_component(session, successor)
    if found is None or found.id == component.id or not may_see(session, actor, found):
        raise PayloadInvalid.of(
            "/successor",
            f"没有找到接替组件“{successor}”。",
            f"There is no other component '{successor}' to succeed this one.",
        )
