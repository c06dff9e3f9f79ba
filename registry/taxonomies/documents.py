"""How taxonomies, editions and concepts read on the wire."""

from collections.abc import Mapping
from typing import Any

from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.taxonomies.models import Taxonomy, TaxonomyRelease
from registry.taxonomies.queries.concepts import ConceptStory
from registry.taxonomies.queries.current import CurrentConcept, CurrentTaxonomy


def render_taxonomy(taxonomy: Taxonomy, current: CurrentTaxonomy | None) -> Rendered:
    """A taxonomy in its current edition; without concepts where none is in force yet."""
    return render(
        taxonomy_document(taxonomy, current.edition if current else None, current.concepts if current else {})
    )


def taxonomy_document(
    taxonomy: Taxonomy, edition: str | None, concepts: Mapping[str, CurrentConcept]
) -> dict[str, Any]:
    return {
        "code": taxonomy.code,
        "field": taxonomy.field,
        "base": taxonomy.base.code if taxonomy.base else None,
        "owner": taxonomy.owner.slug if taxonomy.owner else None,
        "edition": edition,
        "name": taxonomy.name,
        "source": taxonomy.source,
        "is_demo": taxonomy.is_demo,
        "concepts": [concept._asdict() for concept in concepts.values()],
    }


def render_release(taxonomy: Taxonomy, release: TaxonomyRelease, concepts: Mapping[str, CurrentConcept]) -> Rendered:
    """An edition with its concepts and what it replaced."""
    return render(
        {
            **release_document(taxonomy, release, len(concepts)),
            "replaced": release.replaced,
            "concepts": [concept._asdict() for concept in concepts.values()],
        }
    )


def release_document(taxonomy: Taxonomy, release: TaxonomyRelease, concepts: int) -> dict[str, Any]:
    """An edition in a list: how many concepts it has."""
    return {
        "taxonomy": taxonomy.code,
        "edition": release.edition,
        "status": release.status,
        "notes": release.notes,
        "concept_count": concepts,
        "created_at": format_instant(release.created_at),
        "released_at": format_instant(release.released_at) if release.released_at else None,
    }


def concept_document(story: ConceptStory) -> dict[str, Any]:
    """A concept with where it stands and what took its place."""
    return {
        **story.concept._asdict(),
        "taxonomy": story.taxonomy.code,
        "edition": story.edition,
        "since": story.since,
        "gone_in": story.gone_in,
        "replaced_by": [{"taxonomy": near.taxonomy, "code": near.code} for near in story.replaced_by],
        "narrower": [{"taxonomy": near.taxonomy, "code": near.code} for near in story.narrower],
        "source": story.taxonomy.source,
    }
