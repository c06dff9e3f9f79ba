"""Bringing an edition into force."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.taxonomies import queries
from registry.taxonomies.actions.releases import codes_of_base
from registry.taxonomies.actions.schemes import record_change, require_steward
from registry.taxonomies.errors import EditionReleased, OverlayInTheWay
from registry.taxonomies.models import Concept, Taxonomy, TaxonomyRelease
from registry.taxonomies.releasing import check_edition, dropped


class Activated(NamedTuple):
    """An edition that has come into force, what it took the place of, and what became of the codes it dropped."""

    taxonomy: str
    field: str | None
    edition: str
    superseded: str | None
    replaced: Mapping[str, Sequence[str]]
    """Every code that is gone with those in its place: none where nothing takes its place."""
    overlays: list[str]
    """The overlays of which concepts were moved."""


def activate_release(session: Session, actor: Actor, *, taxonomy: str, edition: str) -> Activated:
    """Make a draft the edition in force; the one before is superseded and stays readable.

    Narrower concepts of overlays move to what replaces a dropped code. Whoever refers to concepts must be moved in the
    same transaction: that is the part of the slices above. Raises EditionReleased, OverlayInTheWay.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": queries.ACTIVATION_LOCK})
    scheme = queries.get_taxonomy(session, taxonomy, for_change=True)
    require_steward(actor, scheme)
    release = queries.get_release(session, scheme, edition)
    if release.status != "draft":
        raise EditionReleased(taxonomy=taxonomy, edition=edition)
    concepts = queries.read_concepts(session, release.id)
    # The base of an overlay may have changed since the draft was made.
    check_edition([found._asdict() for found in concepts.values()], release.replaced, codes_of_base(session, scheme))
    before = queries.find_current(session, scheme.id)
    gone = dropped(queries.read_concepts(session, before.id), concepts) if before else []
    replaced = {code: release.replaced.get(code, []) for code in gone}
    overlays = _move_overlays(session, actor, scheme, edition, replaced)
    _put_in_force(session, release, before)
    record_change(
        session,
        actor,
        scheme,
        "taxonomy.released",
        edition=edition,
        superseded=before.edition if before else None,
        replaced=replaced,
    )
    return Activated(taxonomy, scheme.field, edition, before.edition if before else None, replaced, overlays)


def _put_in_force(session: Session, release: TaxonomyRelease, before: TaxonomyRelease | None) -> None:
    if before is not None:
        before.status = "superseded"
        # One at a time: only one edition may be current at any moment.
        session.flush()
    release.status, release.released_at, release.revision = "current", now_of(session), release.revision + 1
    release.sequence = 1 if before is None else (before.sequence or 0) + 1
    session.flush()
    session.info.pop("taxonomies", None)


def _move_overlays(
    session: Session, actor: Actor, scheme: Taxonomy, edition: str, replaced: Mapping[str, Sequence[str]]
) -> list[str]:
    """Put concepts of overlays below what replaces the concept they stood under; the slugs of the overlays moved."""
    found = [
        (overlay, release, list(_below(session, release, replaced)))
        for overlay, release in queries.current_overlays(session, scheme.id)
    ]
    stuck = [
        f"{overlay.code}/{concept.code} ({concept.broader})"
        for overlay, _, concepts in found
        for concept in concepts
        if not replaced[str(concept.broader)]
    ]
    if stuck:
        raise OverlayInTheWay(overlays=", ".join(stuck))
    for overlay, release, concepts in found:
        for concept in concepts:
            concept.broader = replaced[str(concept.broader)][0]
        if concepts:
            release.revision += 1
            record_change(session, actor, overlay, "taxonomy.moved", base=scheme.code, edition=edition)
    session.flush()
    return [overlay.code for overlay, _, concepts in found if concepts]


def _below(session: Session, release: TaxonomyRelease, replaced: Mapping[str, Sequence[str]]) -> Iterator[Concept]:
    """The concepts of an overlay that stand right below a dropped concept of its base."""
    rows = session.scalars(select(Concept).where(Concept.release_id == release.id).order_by(Concept.place)).all()
    own = {row.code for row in rows}
    return (row for row in rows if row.broader in replaced and row.broader not in own)
