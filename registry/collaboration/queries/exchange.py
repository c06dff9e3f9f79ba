"""What the cities of a cluster run of one another's (S12)."""

from typing import NamedTuple

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption
from registry.adoption.queries import require_landscapes
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import Component
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound
from registry.organisations.models import Cluster, ClusterMember, Organisation


class ExchangePair(NamedTuple):
    """How many adoptions of one member's components another member runs."""

    publisher: str
    adopter: str
    adoptions: int


class Exchange(NamedTuple):
    """What goes to and fro within a cluster today."""

    cluster: str
    members: int
    components: int
    pairs: list[ExchangePair]

    @property
    def adoptions(self) -> int:
        return sum(pair.adoptions for pair in self.pairs)


def exchange_within(session: Session, actor: Actor, slug: str) -> Exchange:
    """Running adoptions among the present members of a cluster. For cities and administrators."""
    require_landscapes(actor)
    cluster = session.scalar(select(Cluster).where(Cluster.slug == slug))
    if cluster is None:
        raise NotFound(what=slug)
    present = select(ClusterMember.organisation_id).where(
        ClusterMember.cluster_id == cluster.id, ClusterMember.holds_on(today_of(session))
    )
    members = session.scalars(present).all()
    publisher, owner, adopter = aliased(Organisation), aliased(Organisation), aliased(Organisation)
    running = (
        Adoption.stage.in_(RUNNING),
        Adoption.city_id.in_(members),
        publisher.city_id.in_(members),
        publisher.city_id != Adoption.city_id,
    )
    amount = func.count(Adoption.id)
    rows = session.execute(
        select(owner.slug, adopter.slug, amount)
        .select_from(Adoption)
        .join(Component, Component.id == Adoption.component_id)
        .join(publisher, publisher.id == Component.publisher_id)
        .join(owner, owner.id == publisher.city_id)
        .join(adopter, adopter.id == Adoption.city_id)
        .where(*running)
        .group_by(owner.slug, adopter.slug)
        .order_by(amount.desc(), owner.slug, adopter.slug)
    )
    pairs = [ExchangePair(*row) for row in rows]
    components = session.scalar(
        select(func.count(distinct(Adoption.component_id)))
        .select_from(Adoption)
        .join(Component, Component.id == Adoption.component_id)
        .join(publisher, publisher.id == Component.publisher_id)
        .where(*running)
    )
    return Exchange(slug, len(members), components or 0, pairs)
