"""Who may act on a component besides its owner, and the names under which it was known."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component, ComponentAlias, Preparer
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.organisations.naming import skeleton


def is_preparer(session: Session, owner_id: int, entity_id: int | None) -> bool:
    """Whether an entity may prepare components in the owner's name today."""
    if entity_id is None:
        return False
    query = select(Preparer.id).where(
        Preparer.owner_id == owner_id, Preparer.preparer_id == entity_id, Preparer.holds_on(today_of(session))
    )
    return session.scalar(query.limit(1)) is not None


def prepares(session: Session, actor: Actor, component: Component) -> bool:
    """Whether the caller's organisation prepares this component, and still may."""
    if component.prepared_by_id is None or component.prepared_by_id != actor.organisation_id:
        return False
    return is_preparer(session, component.publisher_id, actor.organisation_id)


def entered(actor: Actor, component: Component) -> bool:
    """Whether the caller's organisation entered this visible draft, which its owner has not taken over yet."""
    mine = component.entered_by_id is not None and component.entered_by_id == actor.organisation_id
    return mine and component.status == "proposed"


def find_by_old_name(session: Session, full_name: str, *, for_use: bool = False) -> Component | None:
    """The component that was transferred or merged away from this name, with its publisher."""
    query = (
        select(Component)
        .join(ComponentAlias, ComponentAlias.component_id == Component.id)
        .where(ComponentAlias.full_name == full_name)
        .options(joinedload(Component.publisher, innerjoin=True))
    )
    return session.scalar(query.with_for_update(read=True, of=Component) if for_use else query)


def old_names(session: Session, publishers: Collection[str]) -> dict[tuple[str, str], str]:
    """Names that components of these publishers had before, by publisher and by how they look: never free again."""
    if not publishers:
        return {}
    begins = or_(*(ComponentAlias.full_name.startswith(f"{slug}/", autoescape=True) for slug in publishers))
    names = (full_name.split("/") for full_name in session.scalars(select(ComponentAlias.full_name).where(begins)))
    return {(publisher, skeleton(name)): name for publisher, name in names}


def names_led_to(session: Session, full_names: Collection[str]) -> set[str]:
    """The present names of the components that had one of these names before: who follows the log needs both."""
    query = (
        select(Component.full_name)
        .join(ComponentAlias, ComponentAlias.component_id == Component.id)
        .where(ComponentAlias.full_name.in_(full_names))
    )
    return set(session.scalars(query)) if full_names else set()
