"""Which interface documents there are, and what was found of them; no document is read here."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from registry.artifacts.models import Artifact, Blob
from registry.comparison.models import InterfaceComparison
from registry.comparison.openapi import REVISION

_PORTION: Final = 300

Pair = tuple[str, str]
"""The digests of an older and a newer document."""


def readable_interfaces() -> Select[int, str]:
    """The documents of versions that can be read: kept here, not removed and not held back by a scanner."""
    return (
        select(Artifact.version_id, Artifact.digest)
        .join(Blob, Blob.digest == Artifact.blob_digest)
        .where(
            Artifact.role == "interface", Artifact.removed_at.is_(None), Blob.removed_at.is_(None), Blob.scan != "held"
        )
        .order_by(Artifact.id)
    )


def interfaces_of(session: Session, version_ids: Collection[int]) -> dict[int, str]:
    """The digest of each version's interface document: of the one that was added last. Those without are left out."""
    rows = session.execute(readable_interfaces().where(Artifact.version_id.in_(version_ids)))
    return {version_id: digest for version_id, digest in rows}


def find_kept(session: Session, pair: Pair) -> InterfaceComparison | None:
    """What was found of two documents by the rules in force."""
    return session.scalar(
        select(InterfaceComparison).where(
            InterfaceComparison.older_digest == pair[0],
            InterfaceComparison.newer_digest == pair[1],
            InterfaceComparison.revision == REVISION,
        )
    )


def verdicts_of(session: Session, pairs: Collection[Pair]) -> dict[Pair, str]:
    """The verdicts that are kept of these pairs."""
    found: dict[Pair, str] = {}
    kept = InterfaceComparison
    listed = list(pairs)
    for start in range(0, len(listed), _PORTION):
        query = select(kept.older_digest, kept.newer_digest, kept.verdict).where(
            kept.revision == REVISION,
            tuple_(kept.older_digest, kept.newer_digest).in_(listed[start : start + _PORTION]),
        )
        found |= {(older, newer): verdict for older, newer, verdict in session.execute(query)}
    return found
