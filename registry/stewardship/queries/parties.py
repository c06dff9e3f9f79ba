"""Preparers, transfers and proposals, as far as the caller is concerned by them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component, ComponentTransfer, Preparer
from registry.catalogue.queries import get_component
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, TokenRequired
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation


def find_preparer(session: Session, owner_id: int, entity: str) -> Preparer | None:
    """The present right of an entity to prepare for an owner, locked."""
    return session.scalar(
        select(Preparer)
        .join(Organisation, Organisation.id == Preparer.preparer_id)
        .where(Preparer.owner_id == owner_id, Organisation.slug == entity, Preparer.holds_on(today_of(session)))
        .options(joinedload(Preparer.preparer, innerjoin=True))
        .with_for_update(of=Preparer)
    )


def list_preparers(session: Session, actor: Actor, owner: str) -> list[Preparer]:
    """Who prepares for an owner today: all of them to its own people and administrators, to an entity itself."""
    if actor.is_anonymous:
        raise TokenRequired()
    city = get_organisation(session, owner)
    query = (
        select(Preparer)
        .where(Preparer.owner_id == city.id, Preparer.holds_on(today_of(session)))
        .options(joinedload(Preparer.preparer, innerjoin=True))
    )
    if city.id not in actor.acts_for and not actor.is_administrator:
        query = query.where(Preparer.preparer_id.in_(actor.acts_for))
    return list(session.scalars(query))


def find_transfer(session: Session, component_id: int, *, only_open: bool = False) -> ComponentTransfer | None:
    """The last transfer of a component, or the one that waits for its answer."""
    query = (
        select(ComponentTransfer)
        .where(ComponentTransfer.component_id == component_id)
        .order_by(ComponentTransfer.id.desc())
        .limit(1)
        .options(
            joinedload(ComponentTransfer.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
            joinedload(ComponentTransfer.giver, innerjoin=True),
            joinedload(ComponentTransfer.receiver, innerjoin=True),
        )
    )
    return session.scalar(query.where(ComponentTransfer.status == "offered") if only_open else query)


def is_party(actor: Actor, transfer: ComponentTransfer) -> bool:
    """Whether the caller may know of a transfer: both sides and administrators."""
    return actor.is_administrator or bool({transfer.from_id, transfer.to_id} & actor.acts_for)


def get_transfer(session: Session, actor: Actor, full_name: str) -> ComponentTransfer:
    """The last transfer of a component, hidden from all but both sides and administrators."""
    component_id = session.scalar(select(Component.id).where(Component.full_name == full_name))
    transfer = find_transfer(session, component_id) if component_id is not None else None
    if transfer is None or not is_party(actor, transfer):
        get_component(session, actor, full_name)
        raise NotFound(what=f"{full_name}/transfer")
    return transfer


def count_proposals(session: Session, organisation_id: int) -> int:
    """How many visible drafts of an organisation nobody has taken over or decided on."""
    query = select(func.count()).select_from(Component)
    return session.scalar(query.where(Component.entered_by_id == organisation_id, Component.status == "proposed")) or 0
