"""Questions about the bills of materials of a version."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from registry.artifacts.models import Artifact
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.sboms.models import Sbom, SbomPackage


def list_sboms(session: Session, version_id: int) -> list[Sbom]:
    """The bills of materials of a version in the order they were added, but for those the law has removed."""
    return list(session.scalars(_kept().where(Sbom.version_id == version_id).order_by(Sbom.id)))


def get_sbom(session: Session, version_id: int, sbom_id: UUID) -> Sbom:
    """One of them; raises NotFound."""
    sbom = session.scalar(_kept().where(Sbom.version_id == version_id, Sbom.public_id == sbom_id))
    if sbom is None:
        raise NotFound(what=str(sbom_id))
    return sbom


def find_by_digest(session: Session, version_id: int, digest: str) -> Sbom | None:
    """The bill of materials of a version whose bytes have this SHA-256."""
    return session.scalar(_kept().where(Sbom.version_id == version_id, Artifact.digest == digest))


def list_packages(
    session: Session, sbom_id: int, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[SbomPackage]:
    """The packages of a bill of materials in the order of the document."""
    query = select(SbomPackage).where(SbomPackage.sbom_id == sbom_id).order_by(SbomPackage.id)
    if after:
        query = query.where(SbomPackage.id > after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def _kept() -> Select[Sbom]:
    query = select(Sbom).join(Artifact, Artifact.id == Sbom.artifact_id).where(Artifact.removed_at.is_(None))
    return query.options(contains_eager(Sbom.artifact), joinedload(Sbom.version, innerjoin=True))
