"""Taxonomies and their editions as rows."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from registry.kit.errors import NotFound
from registry.taxonomies.models import Concept, Taxonomy, TaxonomyRelease

_WHOLE = (joinedload(Taxonomy.base), joinedload(Taxonomy.owner))


class ReleaseRow(NamedTuple):
    """An edition with how many concepts it has."""

    release: TaxonomyRelease
    concepts: int


def get_taxonomy(session: Session, code: str, *, for_change: bool = False) -> Taxonomy:
    """A taxonomy with its base and owner; `for_change` lets nobody else change it or its editions meanwhile."""
    query = select(Taxonomy).where(Taxonomy.code == code).options(*_WHOLE)
    if for_change:
        query = query.with_for_update(of=Taxonomy).execution_options(populate_existing=True)
    taxonomy = session.scalar(query)
    if taxonomy is None:
        raise NotFound(what=code)
    return taxonomy


def find_taxonomy(session: Session, code: str) -> Taxonomy | None:
    return session.scalar(select(Taxonomy).where(Taxonomy.code == code).options(*_WHOLE))


def list_all(session: Session) -> list[Taxonomy]:
    """Every taxonomy, also those of which no edition is in force yet."""
    return list(session.scalars(select(Taxonomy).order_by(Taxonomy.id).options(*_WHOLE)))


def get_release(session: Session, taxonomy: Taxonomy, edition: str) -> TaxonomyRelease:
    release = session.scalar(
        select(TaxonomyRelease).where(TaxonomyRelease.taxonomy_id == taxonomy.id, TaxonomyRelease.edition == edition)
    )
    if release is None:
        raise NotFound(what=f"{taxonomy.code} {edition}")
    return release


def find_current(session: Session, taxonomy_id: int) -> TaxonomyRelease | None:
    return session.scalar(
        select(TaxonomyRelease).where(TaxonomyRelease.taxonomy_id == taxonomy_id, TaxonomyRelease.status == "current")
    )


def list_releases(session: Session, taxonomy: Taxonomy) -> list[ReleaseRow]:
    """Every edition, in the order they were made."""
    count = select(func.count(Concept.id)).where(Concept.release_id == TaxonomyRelease.id).scalar_subquery()
    rows = session.execute(
        select(TaxonomyRelease, count).where(TaxonomyRelease.taxonomy_id == taxonomy.id).order_by(TaxonomyRelease.id)
    )
    return [ReleaseRow(release, concepts) for release, concepts in rows]


def current_overlays(session: Session, taxonomy_id: int) -> Sequence[tuple[Taxonomy, TaxonomyRelease]]:
    """The overlays upon a taxonomy, each with its current edition."""
    rows = session.execute(
        select(Taxonomy, TaxonomyRelease)
        .join(TaxonomyRelease, TaxonomyRelease.taxonomy_id == Taxonomy.id)
        .where(Taxonomy.base_id == taxonomy_id, TaxonomyRelease.status == "current")
        .order_by(Taxonomy.id)
    )
    return [(taxonomy, release) for taxonomy, release in rows]
