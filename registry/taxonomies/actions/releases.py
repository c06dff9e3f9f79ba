"""Drafting the editions of a taxonomy."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.taxonomies import queries
from registry.taxonomies.actions.schemes import record_change, require_steward
from registry.taxonomies.documents import render_release
from registry.taxonomies.errors import EditionReleased, EditionTaken
from registry.taxonomies.models import Concept, Taxonomy, TaxonomyRelease
from registry.taxonomies.releasing import check_edition


def draft_release(
    session: Session,
    actor: Actor,
    *,
    taxonomy: str,
    edition: str,
    concepts: Sequence[Mapping[str, Any]],
    notes: Mapping[str, str] | None = None,
    replaced: Mapping[str, Sequence[str]] | None = None,
) -> TaxonomyRelease:
    """Enter a draft, which changes nothing yet. Raises EditionTaken, PayloadInvalid naming each mistake."""
    scheme = queries.get_taxonomy(session, taxonomy, for_change=True)
    require_steward(actor, scheme)
    check_edition(concepts, replaced or {}, codes_of_base(session, scheme))
    release = TaxonomyRelease(
        taxonomy_id=scheme.id,
        edition=edition,
        status="draft",
        notes=dict(notes or {}),
        replaced=_plain(replaced or {}),
        revision=1,
        created_at=now_of(session),
    )
    session.add(release)
    taken = EditionTaken(taxonomy=taxonomy, edition=edition)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    _enter_concepts(session, release, concepts)
    record_change(session, actor, scheme, "taxonomy.drafted", edition=edition)
    return release


def revise_release(
    session: Session,
    actor: Actor,
    *,
    taxonomy: str,
    edition: str,
    concepts: Sequence[Mapping[str, Any]],
    notes: Mapping[str, str],
    replaced: Mapping[str, Sequence[str]],
    expected_tag: str,
) -> TaxonomyRelease:
    """Change a draft. Raises EditionReleased once it is one no more, Stale."""
    scheme, release = _own_draft(session, actor, taxonomy, edition, expected_tag)
    check_edition(concepts, replaced, codes_of_base(session, scheme))
    release.notes, release.replaced, release.revision = dict(notes), _plain(replaced), release.revision + 1
    session.execute(delete(Concept).where(Concept.release_id == release.id))
    _enter_concepts(session, release, concepts)
    record_change(session, actor, scheme, "taxonomy.drafted", edition=edition)
    return release


def discard_release(session: Session, actor: Actor, *, taxonomy: str, edition: str, expected_tag: str) -> None:
    """Throw a draft away. Raises EditionReleased, Stale."""
    scheme, release = _own_draft(session, actor, taxonomy, edition, expected_tag)
    session.execute(delete(Concept).where(Concept.release_id == release.id))
    session.delete(release)
    session.flush()
    record_change(session, actor, scheme, "taxonomy.discarded", edition=edition)


def codes_of_base(session: Session, scheme: Taxonomy) -> set[str] | None:
    """The codes in force of what an overlay lies upon; None for a taxonomy that lies upon nothing."""
    if scheme.base is None:
        return None
    return set(queries.current_taxonomies(session)[scheme.base.code].concepts)


def _own_draft(
    session: Session, actor: Actor, taxonomy: str, edition: str, expected_tag: str
) -> tuple[Taxonomy, TaxonomyRelease]:
    scheme = queries.get_taxonomy(session, taxonomy, for_change=True)
    require_steward(actor, scheme)
    release = queries.get_release(session, scheme, edition)
    if release.status != "draft":
        raise EditionReleased(taxonomy=taxonomy, edition=edition)
    check_tag(render_release(scheme, release, queries.read_concepts(session, release.id)).etag, expected_tag)
    return scheme, release


def _plain(replaced: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {old: list(dict.fromkeys(new)) for old, new in replaced.items()}


def _enter_concepts(session: Session, release: TaxonomyRelease, concepts: Sequence[Mapping[str, Any]]) -> None:
    session.add_all(
        Concept(
            release_id=release.id,
            code=concept["code"],
            group=concept.get("group", ""),
            broader=concept.get("broader"),
            name=concept["name"],
            definition=concept.get("definition", {}),
            examples=concept.get("examples", []),
            place=place,
        )
        for place, concept in enumerate(concepts)
    )
    session.flush()
