"""Questions about what cities ask one another: for both of them and administrators, nobody else."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component
from registry.collaboration.models import PeerQuestion
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, TokenRequired
from registry.kit.paging import Page, page_of


def get_question(session: Session, actor: Actor, question_id: UUID, *, for_change: bool = False) -> PeerQuestion:
    """A question with what its document names. Hidden from everybody but its two cities and administrators."""
    query = _whole(select(PeerQuestion).where(PeerQuestion.public_id == question_id))
    found = session.scalar(query.with_for_update(of=PeerQuestion) if for_change else query)
    if found is None or not (actor.is_administrator or {found.asker_id, found.asked_id} & actor.acts_for):
        raise NotFound(what=str(question_id))
    return found


def list_questions(
    session: Session,
    actor: Actor,
    *,
    component: str | None = None,
    status: str | None = None,
    side: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[PeerQuestion]:
    """What the caller asked and was asked, the newest first; administrators see all. Raises TokenRequired."""
    if actor.is_anonymous:
        raise TokenRequired()
    query = _whole(select(PeerQuestion).order_by(PeerQuestion.id.desc()))
    asking, asked = PeerQuestion.asker_id.in_(actor.acts_for), PeerQuestion.asked_id.in_(actor.acts_for)
    if side is not None or not actor.is_administrator:
        query = query.where({"asked": asked, "asking": asking}.get(side or "", or_(asking, asked)))
    if component:
        query = query.join(Component, Component.id == PeerQuestion.component_id).where(Component.full_name == component)
    if status:
        query = query.where(PeerQuestion.status == status)
    if after:
        query = query.where(PeerQuestion.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def _whole(query: Select[PeerQuestion]) -> Select[PeerQuestion]:
    return query.options(
        joinedload(PeerQuestion.component, innerjoin=True),
        joinedload(PeerQuestion.asker, innerjoin=True),
        joinedload(PeerQuestion.asked, innerjoin=True),
    )
