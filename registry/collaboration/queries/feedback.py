"""Questions about what adopters say of components."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import may_see, visible_to
from registry.collaboration.models import Feedback
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation


class FeedbackCount(NamedTuple):
    """How much of what was said of a component is open, and how much was said at all."""

    open: int
    total: int


def get_feedback(session: Session, actor: Actor, feedback_id: UUID, *, for_change: bool = False) -> Feedback:
    """A piece of feedback with all that its document names. For who may see the component, and who said it."""
    query = _whole(select(Feedback).where(Feedback.public_id == feedback_id))
    found = session.scalar(query.with_for_update(of=Feedback) if for_change else query)
    if found is None or not (found.organisation_id in actor.acts_for or may_see(session, actor, found.component)):
        raise NotFound(what=str(feedback_id))
    return found


def list_feedback(
    session: Session,
    actor: Actor,
    *,
    component: str | None = None,
    organisation: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Feedback]:
    """What was said of components that the caller may see, and what it said itself; the newest first."""
    query = _whole(select(Feedback).join(Component, Component.id == Feedback.component_id).order_by(Feedback.id.desc()))
    query = query.where(or_(visible_to(actor), Feedback.organisation_id.in_(actor.acts_for)))
    if component:
        query = query.where(Component.full_name == component)
    if organisation:
        body = select(Organisation.id).where(Organisation.slug == organisation).scalar_subquery()
        query = query.where(Feedback.organisation_id == body)
    if status:
        query = query.where(Feedback.status == status)
    if kind:
        query = query.where(Feedback.kind == kind)
    if after:
        query = query.where(Feedback.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def list_resolved_in(session: Session, version_ids: Collection[int]) -> dict[int, list[Feedback]]:
    """What these versions resolve, in the order it was said, by the id of the version."""
    query = _whole(select(Feedback).where(Feedback.resolved_in_id.in_(version_ids)).order_by(Feedback.id))
    found: dict[int, list[Feedback]] = {}
    for row in session.scalars(query) if version_ids else ():
        found.setdefault(row.resolved_in_id or 0, []).append(row)
    return found


def count_feedback(session: Session, component_id: int) -> FeedbackCount:
    """How much was said of a component."""
    rows = session.execute(
        select(Feedback.status, func.count()).where(Feedback.component_id == component_id).group_by(Feedback.status)
    )
    counted: dict[str, int] = {status: count for status, count in rows}
    return FeedbackCount(counted.get("open", 0), sum(counted.values()))


def may_answer(actor: Actor, component: Component) -> bool:
    """Whether the caller speaks for the publisher of a component."""
    return component.publisher_id in actor.acts_for and actor.holds("catalogue:write", component.name)


def _whole(query: Select[Feedback]) -> Select[Feedback]:
    return query.options(
        joinedload(Feedback.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
        joinedload(Feedback.organisation, innerjoin=True),
        joinedload(Feedback.version).load_only(ComponentVersion.number),
        joinedload(Feedback.resolved_in).load_only(ComponentVersion.number),
    )
