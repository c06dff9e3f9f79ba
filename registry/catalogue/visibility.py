"""Who may see a component: one rule, for rows at hand, for queries and for the search index."""

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select
from sqlalchemy.orm import Session

from registry.catalogue import stewards
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component, ComponentCluster, ComponentCoOwner
from registry.events.audience import PARTIES, PUBLIC
from registry.kit.actor import Actor
from registry.kit.database import Database
from registry.organisations.queries import organisations_in_clusters

_ANY_RESTRICTED = "SELECT id FROM components WHERE is_restricted LIMIT 1"
_ANY_RESTRICTED_SQLITE = "SELECT id FROM components WHERE is_restricted = 1 LIMIT 1"


def sees_everything(actor: Actor) -> bool:
    """Administrators; and security administrators, who have to look at what they may hold back."""
    return actor.is_administrator or actor.holds("security:admin")


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The components a caller may see: what is shown to all or to its cities' clusters, and what is its own."""
    if sees_everything(actor):
        return Component.status != "removed"
    among = or_(Component.is_restricted.is_(False), _admitted(actor))
    own = Component.publisher_id.in_(actor.acts_for) if actor.acts_for else false()
    return or_(and_(Component.status.in_(SHOWN_TO_ALL), among), and_(Component.status != "removed", own))


def _admitted(actor: Actor) -> ColumnElement[bool]:
    """Members of the clusters that a restricted component is for, and its co-owners."""
    clusters = select(ComponentCluster.component_id).where(ComponentCluster.cluster_id.in_(actor.clusters))
    owned = select(ComponentCoOwner.component_id).where(ComponentCoOwner.organisation_id.in_(actor.acts_for))
    ways = [clusters] if actor.clusters else []
    ways += [owned] if actor.acts_for else []
    return or_(false(), *(Component.id.in_(way) for way in ways))


def may_see(session: Session, actor: Actor, component: Component) -> bool:
    """The same rule for a row that is at hand. The entity that prepares a component for its owner sees it too."""
    if component.status == "removed":
        return False
    if shown_to_all(component.status, component.is_restricted):
        return True
    if sees_everything(actor) or component.publisher_id in actor.acts_for:
        return True
    if stewards.prepares(session, actor, component):
        return True
    if component.status not in SHOWN_TO_ALL:
        return False
    return session.scalar(select(Component.id).where(Component.id == component.id, _admitted(actor))) is not None


def shown_to_all(status: str, is_restricted: bool) -> bool:
    """Whether everybody may see it, which is so of nearly all."""
    return status in SHOWN_TO_ALL and not is_restricted


def hidden_from(database: Database, actor: Actor) -> frozenset[int]:
    """The restricted components that this caller may not see: what the index leaves out of every answer to it.

    Asked of the tables and not of the index, so that a restriction and a change of members hold at once. Where nothing
    is restricted this costs one look at an empty index.
    """
    if sees_everything(actor) or not database.fetch(_ANY_RESTRICTED_SQLITE if database.is_sqlite else _ANY_RESTRICTED):
        return frozenset()
    with database.reading() as session:
        return frozenset(session.scalars(hidden_ids(actor)))


def hidden_ids(actor: Actor) -> Select[int]:
    """The same as a query: the ids of the restricted components that this caller may not see."""
    # As it stands here the condition is that of the index, which holds the restricted ones alone.
    return select(Component.id).where(Component.is_restricted, not_(visible_to(actor)))


def audience_of(
    session: Session, component: Component, *, shown: bool = True, otherwise: str = PUBLIC
) -> tuple[str, frozenset[int]]:
    """Who is told what happens to a component: the audience of an event, and its readers where those are parties.

    What is shown is told to `otherwise`; where it is restricted, to the organisations of the clusters' cities as they
    stand and to its co-owners. What is not shown yet is told to who prepares it.
    """
    if not shown:
        return PARTIES, frozenset() if component.prepared_by_id is None else frozenset({component.prepared_by_id})
    if not component.is_restricted:
        return otherwise, frozenset()
    return PARTIES, admitted_to(session, component.id)


def admitted_to(session: Session, component_id: int) -> frozenset[int]:
    """The organisations that see a restricted component besides its publisher: all units of the clusters' cities as
    they stand, and the co-owners.
    """
    clusters = session.scalars(
        select(ComponentCluster.cluster_id).where(ComponentCluster.component_id == component_id)
    ).all()
    owners = session.scalars(
        select(ComponentCoOwner.organisation_id).where(ComponentCoOwner.component_id == component_id)
    )
    return organisations_in_clusters(session, clusters) | frozenset(owners)
