"""Clusters of cities, and who belongs to them."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.organisations import queries
from registry.organisations.errors import (
    ClusterTaken,
)
from registry.organisations.models import (
    Cluster,
    ClusterMember,
)
from registry.organisations.naming import check_slug


def found_cluster(
    session: Session, actor: Actor, *, slug: str, name: Mapping[str, str], is_demo: bool = False
) -> Cluster:
    """Enter a cluster of cities. Administrators only. Raises ClusterTaken."""
    actor.require_scope("platform:admin")
    check_slug(slug)
    if queries.find_cluster(session, slug):
        raise ClusterTaken(slug=slug)
    cluster = Cluster(slug=slug, name=dict(name), is_demo=is_demo)
    session.add(cluster)
    session.flush()
    record(
        session,
        actor,
        type="cluster.founded",
        subject=slug,
        organisation_id=None,
        data={"slug": slug, "name": dict(name)},
    )
    return cluster


def join_cluster(session: Session, actor: Actor, *, cluster: str, member: str, valid_from: date | None = None) -> None:
    """Make a city a member of a cluster from a day on. Administrators only; joining twice changes nothing."""
    actor.require_scope("platform:admin")
    group = queries.find_cluster(session, cluster)
    if group is None:
        raise NotFound(what=cluster)
    city = queries.get_in_force(session, member, named_at="/member")
    if city.unit != "city":
        raise PayloadInvalid.of("/member", "只有城市可以加入城市群。", "Only cities join clusters.")
    if queries.find_cluster_membership(session, cluster, city.id) is not None:
        return
    session.add(
        ClusterMember(
            cluster_id=group.id,
            organisation_id=city.id,
            valid_from=valid_from or today_of(session),
        )
    )
    record(
        session,
        actor,
        type="cluster.joined",
        subject=cluster,
        organisation_id=city.id,
        data={"cluster": cluster, "member": member},
    )


def leave_cluster(session: Session, actor: Actor, *, cluster: str, member: str, valid_to: date | None = None) -> None:
    """End a city's membership of a cluster on a day; the past stays on record. Administrators only."""
    actor.require_scope("platform:admin")
    city = queries.get_organisation(session, member)
    membership = queries.find_cluster_membership(session, cluster, city.id)
    if membership is None:
        raise NotFound(what=f"{cluster} {member}")
    membership.valid_to = valid_to or today_of(session)
    record(
        session,
        actor,
        type="cluster.left",
        subject=cluster,
        organisation_id=city.id,
        data={"cluster": cluster, "member": member},
    )
