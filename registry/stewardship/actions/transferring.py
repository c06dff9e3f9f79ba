"""Handing a component over to another publisher, with the consent of both sides."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.actions.lifecycle import render
from registry.catalogue.errors import NameTaken
from registry.catalogue.lifecycle import SHOWN_TO_ALL, TRANSFERABLE
from registry.catalogue.models import Component, ComponentAlias, ComponentTransfer
from registry.catalogue.quarantine import require_usable
from registry.catalogue.queries import get_component
from registry.catalogue.stewards import old_names
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import GOVERNMENT_KINDS, Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force
from registry.stewardship import queries
from registry.stewardship.actions.carrying import recount, render_all_of
from registry.stewardship.actions.mentioning import rename_mentions
from registry.stewardship.errors import NotTransferable, TransferOpen


def offer_transfer(session: Session, actor: Actor, *, component: str, to: str) -> ComponentTransfer:
    """Offer a component to another city or authority, which accepts or declines.

    Raises NotTransferable, TransferOpen, NameTaken when the receiver has one of that name or one that looks like it, or
    PayloadInvalid at /to.
    """
    row = get_component(session, actor, component, for_change=True)
    actor.require("organisation:manage", row.publisher_id)
    require_usable(row)
    receiver = _receiver(session, row, to)
    if row.status not in TRANSFERABLE:
        raise NotTransferable(component=component, status=row.status)
    _require_free_name(session, row, receiver)
    transfer = ComponentTransfer(
        component_id=row.id, from_id=row.publisher_id, to_id=receiver.id, status="offered", offered_at=now_of(session)
    )
    transfer.component, transfer.giver, transfer.receiver = row, row.publisher, receiver
    session.add(transfer)
    try:
        session.flush()
    except IntegrityError as error:
        raise TransferOpen(component=component) from error
    _record(session, actor, transfer, "component.transfer_offered")
    return transfer


def answer_transfer(session: Session, actor: Actor, *, component: str, accept: bool) -> ComponentTransfer:
    """The receiver's word. Accepting gives the component its new publisher and name at once, with all that goes along.

    Raises NotFound when nothing is offered, NameTaken when the name is no longer free.
    """
    transfer = _open_transfer(session, actor, component)
    actor.require("organisation:manage", transfer.to_id)
    transfer.status, transfer.answered_at = ("accepted" if accept else "declined"), now_of(session)
    if accept:
        _hand_over(session, actor, transfer)
    else:
        session.flush()
        _record(session, actor, transfer, "component.transfer_declined")
    return transfer


def withdraw_transfer(session: Session, actor: Actor, *, component: str) -> None:
    """The owner takes its offer back; does nothing when nothing is offered."""
    row = get_component(session, actor, component, for_change=True)
    actor.require("organisation:manage", row.publisher_id)
    transfer = queries.find_transfer(session, row.id, only_open=True)
    if transfer is None:
        return
    transfer.status, transfer.answered_at = "withdrawn", now_of(session)
    session.flush()
    _record(session, actor, transfer, "component.transfer_withdrawn")


def _receiver(session: Session, component: Component, to: str) -> Organisation:
    receiver = get_in_force(session, to, named_at="/to")
    if receiver.kind not in GOVERNMENT_KINDS:
        raise PayloadInvalid.of(
            "/to",
            "组件只能移交给城市或主管部门。",
            "A component is transferred to a city or an authority, not to an entity or an assessor.",
        )
    if receiver.id == component.publisher_id:
        raise PayloadInvalid.of("/to", "组件已属于该单位。", "The component is that organisation's already.")
    return receiver


def _require_free_name(session: Session, component: Component, receiver: Organisation) -> None:
    """A component may come back to the name it had before; otherwise a name that was ever used stays taken."""
    folded, full_name = component.name_skeleton, f"{receiver.slug}/{component.name}"
    present = session.scalar(
        select(Component.name).where(Component.publisher_id == receiver.id, Component.name_skeleton == folded)
    )
    if present is not None:
        raise NameTaken(component=full_name, existing=present)
    old = old_names(session, (receiver.slug,)).get((receiver.slug, folded))
    if old is not None:
        alias = session.get_one(ComponentAlias, f"{receiver.slug}/{old}")
        if old != component.name or alias.component_id != component.id:
            raise NameTaken(component=full_name, existing=old)


def _open_transfer(session: Session, actor: Actor, full_name: str) -> ComponentTransfer:
    """The offer, with its component locked first, so that one answer wins. Hidden from all but its parties."""
    component = session.scalar(
        select(Component)
        .where(Component.full_name == full_name)
        .options(joinedload(Component.publisher, innerjoin=True))
        .with_for_update(of=Component)
        .execution_options(populate_existing=True)
    )
    transfer = queries.find_transfer(session, component.id, only_open=True) if component else None
    if transfer is None or not queries.is_party(actor, transfer):
        # Under another name by now, gone, or not to be seen: that is told first.
        get_component(session, actor, full_name)
        raise NotFound(what=f"{full_name}/transfer")
    return transfer


def _hand_over(session: Session, actor: Actor, transfer: ComponentTransfer) -> None:
    component, receiver = transfer.component, transfer.receiver
    require_usable(component)
    _require_free_name(session, component, receiver)
    previous = component.full_name
    component.publisher, component.publisher_id = receiver, receiver.id
    component.full_name = f"{receiver.slug}/{component.name}"
    component.prepared_by_id, component.returned_reasons = None, None
    taken = NameTaken(component=component.full_name, existing=component.name)
    if (came_back := session.get(ComponentAlias, component.full_name)) is not None:
        session.delete(came_back)
    session.add(ComponentAlias(full_name=previous, component_id=component.id, reason="transfer", since=now_of(session)))
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    render(session, component)
    render_all_of(session, component)
    recount(session, component, receiver.city_id)
    told = {"previous": previous, "transferred": component.full_name}
    rename_mentions(session, actor, was=previous, now=component.full_name, told=told)
    session.flush()
    _record(session, actor, transfer, "component.transferred", previous=previous)


def _record(session: Session, actor: Actor, transfer: ComponentTransfer, type: str, **data: str) -> None:
    component = transfer.component
    shown = type == "component.transferred" and component.status in SHOWN_TO_ALL
    audience, readers = audience_of(session, component, shown=shown)
    record(
        session,
        actor,
        type=type,
        subject=component.full_name,
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers | {transfer.from_id, transfer.to_id},
        data={
            "component": component.full_name,
            "status": component.status,
            "from": transfer.giver.slug,
            "to": transfer.receiver.slug,
            **data,
        },
    )
