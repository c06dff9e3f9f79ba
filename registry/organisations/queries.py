"""Questions about organisations, divisions, classes and clusters."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.kit.clock import today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.kit.paging import Page, page_of
from registry.organisations.models import (
    CityClassAssignment,
    Cluster,
    ClusterMember,
    Division,
    Organisation,
)


def find_organisation(session: Session, slug: str) -> Organisation | None:
    return session.scalar(select(Organisation).where(Organisation.slug == slug))


def get_organisation(session: Session, slug: str, *, named_at: str | None = None) -> Organisation:
    """An organisation. `named_at` points to the field that named it: an unknown one is then that field's mistake."""
    organisation = find_organisation(session, slug)
    if organisation is None and named_at is not None:
        raise PayloadInvalid.of(named_at, f"没有登记过单位“{slug}”。", f"No organisation '{slug}' is registered.")
    if organisation is None:
        raise NotFound(what=slug)
    return organisation


def list_organisations(
    session: Session,
    *,
    kind: str | None = None,
    parent: str | None = None,
    division: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[tuple[str, bytes]]:
    """Slugs and rendered documents, by slug."""
    query = select(Organisation.slug, Organisation.document).order_by(Organisation.slug)
    if kind:
        query = query.where(Organisation.kind == kind)
    if parent:
        query = query.where(Organisation.parent_id == get_organisation(session, parent).id)
    if division:
        query = query.where(Organisation.division_code == division)
    if after:
        query = query.where(Organisation.slug > after[0])
    rows = [(slug, document) for slug, document in session.execute(query.limit(limit + 1))]
    return page_of(rows, limit, key=lambda row: (row[0],))


def ids_acted_for(session: Session, organisation_id: int) -> frozenset[int]:
    """An organisation and every unit below it."""
    below = select(Organisation.id).where(Organisation.id == organisation_id).cte("below", recursive=True)
    below = below.union(select(Organisation.id).where(Organisation.parent_id == below.c.id))
    return frozenset(session.scalars(select(below.c.id)))


def slugs_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(Organisation.id, Organisation.slug).where(Organisation.id.in_(ids)))
    return {identifier: slug for identifier, slug in rows}


def names_of(session: Session, slugs: Collection[str]) -> dict[str, dict[str, str]]:
    """Names, by language, of the organisations with these slugs."""
    rows = session.execute(select(Organisation.slug, Organisation.name).where(Organisation.slug.in_(slugs)))
    return {slug: name for slug, name in rows}


def holds_demonstration(session: Session) -> bool:
    """Whether any organisation is made up: then demonstration records stand among the real ones."""
    return session.scalar(select(Organisation.id).where(Organisation.is_demo.is_(True)).limit(1)) is not None


def class_on(session: Session, city_id: int | None, day: date | None = None) -> str | None:
    """The class a city is in on a day (today unless said)."""
    if city_id is None:
        return None
    return session.scalar(
        select(CityClassAssignment.city_class)
        .where(
            CityClassAssignment.organisation_id == city_id,
            CityClassAssignment.holds_on(day or today_of(session)),
            CityClassAssignment.superseded_at.is_(None),
        )
        .order_by(CityClassAssignment.valid_from.desc())
    )


def list_classes(session: Session, organisation_id: int) -> list[CityClassAssignment]:
    """Every class a city has been in, the latest first."""
    return list(
        session.scalars(
            select(CityClassAssignment)
            .where(CityClassAssignment.organisation_id == organisation_id)
            .order_by(CityClassAssignment.valid_from.desc(), CityClassAssignment.id.desc())
        )
    )


def find_division(session: Session, code: str) -> Division | None:
    return session.get(Division, code)


def division_codes(session: Session) -> frozenset[str]:
    return frozenset(session.scalars(select(Division.code)))


def lineage_of(session: Session, division_code: str | None) -> list[str]:
    """A division and those above it, the nearest first: by parents, not by the code's prefix.

    仙桃 429004 and 潜江 429005 share one and are strangers.
    """
    lineage: list[str] = []
    code = division_code
    while code is not None:
        lineage.append(code)
        division = session.get(Division, code)
        code = division.parent_code if division else None
    return lineage


def province_of(session: Session, division_code: str | None) -> str | None:
    """The division at the top."""
    lineage = lineage_of(session, division_code)
    return lineage[-1] if lineage else None


def list_divisions(
    session: Session,
    *,
    words: str | None = None,
    parent: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Division]:
    """Divisions by code; `words` matches the beginning of a code or any part of a name."""
    query = select(Division).order_by(Division.code)
    if words:
        query = query.where(
            or_(
                Division.code.startswith(words, autoescape=True),
                Division.name.contains(words, autoescape=True),
            )
        )
    if parent:
        query = query.where(Division.parent_code == parent)
    if after:
        query = query.where(Division.code > after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.code,))


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
