"""Stating anew what a version consists of."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.manifests import write_manifest
from registry.catalogue.models import Component, ComponentVersion, Manifest
from registry.kit.clock import now_of


def extend_manifest(
    session: Session, version: ComponentVersion, component: Component, artifacts: Iterable[Mapping[str, Any]]
) -> Manifest:
    """Write the next manifest of a version, with these artifacts: all of them, also the removed ones.

    The caller has locked the component for change before it read the artifacts, so that of two additions at the same
    time the second lists the first; the version is locked here, so that no number is given twice.
    """
    _lock(session, [version.id])
    before = queries.latest_manifest(session, component, version)
    number = before.number + 1
    release = orjson.loads(before.content)["release"]
    written = write_manifest(component.public_id, release, number=number, previous=before.digest, artifacts=artifacts)
    manifest = Manifest(
        version_id=version.id,
        number=number,
        digest=written.digest,
        content=written.content,
        created_at=now_of(session),
    )
    session.add(manifest)
    session.flush()
    return manifest


def keep_first_manifests(session: Session, version_ids: Iterable[int]) -> None:
    """Write down the first manifests of versions as they stand: what they require is about to be merged into another
    component, and what was signed must not change with it."""
    wanted = list(version_ids)
    _lock(session, wanted)
    written = select(Manifest.version_id).where(Manifest.version_id.in_(wanted), Manifest.number == 1)
    kept = set(session.scalars(written))
    for version_id in wanted:
        if version_id in kept:
            continue
        version = session.get_one(ComponentVersion, version_id)
        stated = queries.first_manifest(session, session.get_one(Component, version.component_id), version)
        session.add(
            Manifest(
                version_id=version_id,
                number=1,
                digest=stated.digest,
                content=stated.content,
                created_at=version.published_at,
            )
        )
    session.flush()


def _lock(session: Session, version_ids: list[int]) -> None:
    """In the order of their ids, so that two who lock never wait for each other."""
    chosen = select(ComponentVersion.id).where(ComponentVersion.id.in_(version_ids))
    session.execute(chosen.order_by(ComponentVersion.id).with_for_update()).all()
