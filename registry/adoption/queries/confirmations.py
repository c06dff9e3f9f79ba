"""Who has confirmed or disputed an adoption."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.accounts.queries import list_members
from registry.adoption.models import Adoption, Confirmation
from registry.adoption.queries.adoptions import find_adoption, get_adoption
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of


def get_confirmable(session: Session, actor: Actor, adoption_id: UUID, *, for_change: bool = False) -> Adoption:
    """An adoption that the caller may have a word on: whoever sees it, an assessor who was given its id, and the
    operating entity that publishes the component. What it learns is what it knew: the id.
    """
    if actor.kind != "operating_entity":
        return get_adoption(session, actor, adoption_id, for_change=for_change, to_assess=True)
    adoption = find_adoption(session, adoption_id, for_change=for_change)
    if adoption is None or adoption.component.publisher_id not in actor.acts_for:
        raise NotFound(what=str(adoption_id))
    return adoption


def list_confirmations(
    session: Session, actor: Actor, adoption: Adoption, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[Confirmation]:
    """What was said, in that order, also what was withdrawn; to an operating entity only what it said itself."""
    query = _whole().where(Confirmation.adoption_id == adoption.id).order_by(Confirmation.id)
    if not actor.is_administrator and actor.kind == "operating_entity":
        query = query.where(Confirmation.organisation_id.in_(actor.acts_for))
    if after:
        query = query.where(Confirmation.id > after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def get_confirmation(session: Session, adoption: Adoption, confirmation_id: UUID) -> Confirmation:
    """One of them, locked. Raises NotFound."""
    query = _whole().where(Confirmation.adoption_id == adoption.id, Confirmation.public_id == confirmation_id)
    found = session.scalar(query.with_for_update(of=Confirmation))
    if found is None:
        raise NotFound(what=str(confirmation_id))
    return found


def has_said(session: Session, adoption_id: int, organisation_id: int) -> bool:
    """Whether a word of an organisation on an adoption is in force."""
    query = select(Confirmation.id).where(
        Confirmation.adoption_id == adoption_id,
        Confirmation.organisation_id == organisation_id,
        Confirmation.withdrawn_at.is_(None),
    )
    return session.scalar(query.limit(1)) is not None


def is_member_of_any(session: Session, person_id: int, organisation_ids: set[int]) -> bool:
    """Whether a person holds a role in one of these organisations today."""
    members = (row for identifier in organisation_ids for row in list_members(session, identifier))
    return any(row.person_id == person_id for row in members)


def _whole() -> Select[Confirmation]:
    return select(Confirmation).options(
        joinedload(Confirmation.organisation, innerjoin=True), joinedload(Confirmation.version)
    )
