"""Questions about what a version consisted of, and who signed it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.manifests import Stated, write_manifest
from registry.catalogue.models import Component, ComponentVersion, Manifest, VersionSignature
from registry.catalogue.queries.requirements import list_requirements
from registry.kit.errors import NotFound


def release_of(session: Session, version: ComponentVersion) -> dict[str, Any]:
    """What was published, for the manifest. Components are named by their ids, which a transfer does not change."""
    return {
        "number": version.number,
        "label": version.label,
        "notes": version.notes,
        "requires": [
            {"component": str(row.component.public_id), "specifier": row.specifier}
            for row in list_requirements(session, version.id)
        ],
        "platforms": version.platforms,
        "platform_requirements": version.platform_requirements,
        "external_requirements": version.external_requirements,
    }


def first_manifest(session: Session, component: Component, version: ComponentVersion) -> Stated:
    """Manifest 1, as it was written down or as it follows from the version."""
    row = session.scalar(select(Manifest).where(Manifest.version_id == version.id, Manifest.number == 1))
    if row is not None:
        return Stated(1, row.digest, row.content, row.created_at)
    written = write_manifest(component.public_id, release_of(session, version))
    return Stated(1, written.digest, written.content, version.published_at)


def list_manifests(session: Session, component: Component, version: ComponentVersion) -> list[Stated]:
    """All manifests of a version, from the first on."""
    later = session.scalars(
        select(Manifest).where(Manifest.version_id == version.id, Manifest.number > 1).order_by(Manifest.number)
    )
    rest = [Stated(row.number, row.digest, row.content, row.created_at) for row in later]
    return [first_manifest(session, component, version), *rest]


def latest_manifest(session: Session, component: Component, version: ComponentVersion) -> Stated:
    """The manifest of what a version consists of now."""
    row = session.scalar(
        select(Manifest)
        .where(Manifest.version_id == version.id, Manifest.number > 1)
        .order_by(Manifest.number.desc())
        .limit(1)
    )
    if row is None:
        return first_manifest(session, component, version)
    return Stated(row.number, row.digest, row.content, row.created_at)


def get_manifest(session: Session, component: Component, version: ComponentVersion, number: str) -> Stated:
    """A manifest by its number in digits, or `latest`. Raises NotFound."""
    if number == "latest":
        return latest_manifest(session, component, version)
    if number == "1":
        return first_manifest(session, component, version)
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 10 and number[0] != "0" else 0
    row = session.scalar(select(Manifest).where(Manifest.version_id == version.id, Manifest.number == wanted))
    if row is None:
        raise NotFound(what=f"{component.full_name} {version.number} manifest {number}")
    return Stated(row.number, row.digest, row.content, row.created_at)


def list_signatures(session: Session, version_id: int) -> list[VersionSignature]:
    """The signatures over manifests of a version with their keys, in the order in which they were accepted."""
    return list(
        session.scalars(
            select(VersionSignature)
            .where(VersionSignature.version_id == version_id)
            .order_by(VersionSignature.id)
            .options(joinedload(VersionSignature.key, innerjoin=True))
        )
    )


def get_signature(session: Session, version_id: int, signature_id: UUID) -> VersionSignature:
    """One of them. Raises NotFound."""
    found = next((row for row in list_signatures(session, version_id) if row.public_id == signature_id), None)
    if found is None:
        raise NotFound(what=str(signature_id))
    return found
