"""What nobody does with a component that security administrators hold back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.errors import Quarantined
from registry.catalogue.models import Component, Quarantine
from registry.kit.actor import Actor


def require_usable(component: Component) -> None:
    """Raises Quarantined: for whatever would spread a component that is held back, or take it out of sight."""
    if component.is_quarantined:
        raise Quarantined(component=component.full_name)


def require_fetchable(session: Session, actor: Actor, component: Component) -> None:
    """The same for fetching what a component consists of; whoever looks into the matter may."""
    if component.is_quarantined and not looks_into(actor):
        raise Quarantined(component=component.full_name)


def looks_into(actor: Actor) -> bool:
    """Whether the caller is one of those who place components in quarantine and lift it."""
    return actor.holds("security:admin")


def knows_reason(actor: Actor, component: Component) -> bool:
    """Whether the caller is told why: the owner, who has to mend it, and security and platform administrators."""
    return looks_into(actor) or actor.is_administrator or component.publisher_id in actor.acts_for


def find_open(session: Session, component_id: int) -> Quarantine | None:
    """The quarantine that a component is in."""
    return session.scalar(
        select(Quarantine).where(Quarantine.component_id == component_id, Quarantine.lifted_at.is_(None))
    )
