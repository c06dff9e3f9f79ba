"""Questions about clusters of cities."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import Date, Select, bindparam, select
from sqlalchemy.orm import Session

from registry.kit.clock import today_of
from registry.organisations.models import Cluster, ClusterMember, Organisation


def find_cluster(session: Session, slug: str) -> Cluster | None:
    return session.scalar(select(Cluster).where(Cluster.slug == slug))


def find_cluster_membership(session: Session, cluster: str, city_id: int) -> ClusterMember | None:
    """A city's present membership of a cluster."""
    return session.scalar(
        select(ClusterMember)
        .join(Cluster, Cluster.id == ClusterMember.cluster_id)
        .where(
            Cluster.slug == cluster,
            ClusterMember.organisation_id == city_id,
            ClusterMember.holds_on(today_of(session)),
        )
    )


def list_clusters(session: Session) -> list[tuple[Cluster, list[str]]]:
    """Every cluster with the slugs of its present members. Clusters are a few dozen at most."""
    members: dict[int, list[str]] = {}
    rows = session.execute(
        select(ClusterMember.cluster_id, Organisation.slug)
        .join(Organisation, Organisation.id == ClusterMember.organisation_id)
        .where(ClusterMember.holds_on(today_of(session)))
        .order_by(Organisation.slug)
    )
    for cluster_id, slug in rows:
        members.setdefault(cluster_id, []).append(slug)
    clusters = session.scalars(select(Cluster).order_by(Cluster.slug))
    return [(cluster, members.get(cluster.id, [])) for cluster in clusters]


def clusters_of_city(session: Session, city_id: int | None) -> frozenset[int]:
    """The clusters a city is a member of today."""
    if city_id is None:
        return frozenset()
    return frozenset(session.scalars(_of_city(), {"city": city_id, "day": today_of(session)}))


@cache
def _of_city() -> Select[int]:
    """Put together once: every request of a city asks this."""
    return select(ClusterMember.cluster_id).where(
        ClusterMember.organisation_id == bindparam("city"), ClusterMember.holds_on(bindparam("day", type_=Date))
    )


def cluster_ids(session: Session, slugs: Collection[str]) -> dict[str, int]:
    """The ids of those clusters that exist, by slug."""
    if not slugs:
        return {}
    rows = session.execute(select(Cluster.slug, Cluster.id).where(Cluster.slug.in_(slugs)))
    return {slug: identifier for slug, identifier in rows}


def names_of_clusters(session: Session, slugs: Collection[str]) -> dict[str, dict[str, str]]:
    """Names, by language, of the clusters with these slugs."""
    if not slugs:
        return {}
    rows = session.execute(select(Cluster.slug, Cluster.name).where(Cluster.slug.in_(slugs)))
    return {slug: name for slug, name in rows}


def organisations_in_clusters(session: Session, ids: Collection[int]) -> frozenset[int]:
    """The cities that are members of any of these clusters today, and all their units."""
    members = select(ClusterMember.organisation_id).where(
        ClusterMember.cluster_id.in_(ids), ClusterMember.holds_on(today_of(session))
    )
    return frozenset(session.scalars(select(Organisation.id).where(Organisation.city_id.in_(members))))


def share_a_cluster(session: Session, first_id: int, second_id: int) -> bool:
    """Whether two organisations are members of the same cluster today."""
    today = today_of(session)
    clusters_of = [
        set(
            session.scalars(
                select(ClusterMember.cluster_id).where(
                    ClusterMember.organisation_id == identifier, ClusterMember.holds_on(today)
                )
            )
        )
        for identifier in (first_id, second_id)
    ]
    return bool(clusters_of[0] & clusters_of[1])
