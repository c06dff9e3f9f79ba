"""Questions about taxonomies: what is current, and what was."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.texts import choose
from registry.taxonomies.models import Concept, Taxonomy, TaxonomyRelease


class CurrentConcept(NamedTuple):
    """One entry of the current edition of a taxonomy."""

    code: str
    group: str
    broader: str | None
    name: dict[str, str]
    definition: dict[str, str]
    examples: list[str]


class CurrentTaxonomy(NamedTuple):
    """A taxonomy as it stands: its concepts by code, in their order, and where it comes from.

    `field` is the part of a description that holds its concepts; `base` the taxonomy it lies over.
    """

    code: str
    field: str | None
    base: str | None
    edition: str
    name: dict[str, str]
    source: dict[str, str]
    concepts: dict[str, CurrentConcept]


def current_taxonomies(session: Session) -> dict[str, CurrentTaxonomy]:
    """Every taxonomy in its current edition, by code. Asked once a session: a bulk import checks against one state."""
    known: dict[str, CurrentTaxonomy] | None = session.info.get("taxonomies")
    if known is None:
        known = session.info["taxonomies"] = _read_current(session)
    return known


def _read_current(session: Session) -> dict[str, CurrentTaxonomy]:
    codes = {row.id: row.code for row in session.execute(select(Taxonomy.id, Taxonomy.code))}
    releases = session.execute(
        select(Taxonomy, TaxonomyRelease.id, TaxonomyRelease.edition)
        .join(TaxonomyRelease, TaxonomyRelease.taxonomy_id == Taxonomy.id)
        .where(TaxonomyRelease.status == "current")
        .order_by(Taxonomy.id)
    ).all()
    found = {
        release_id: CurrentTaxonomy(
            taxonomy.code,
            taxonomy.field,
            codes.get(taxonomy.base_id) if taxonomy.base_id else None,
            edition,
            taxonomy.name,
            taxonomy.source,
            {},
        )
        for taxonomy, release_id, edition in releases
    }
    concepts = session.scalars(select(Concept).where(Concept.release_id.in_(found)).order_by(Concept.place))
    for row in concepts:
        found[row.release_id].concepts[row.code] = CurrentConcept(
            row.code, row.group, row.broader, row.name, row.definition, row.examples
        )
    return {taxonomy.code: taxonomy for taxonomy in found.values()}


def concept_name(session: Session, taxonomy: str, code: str, language: str) -> str:
    """What a concept is called; the code where it is in no taxonomy."""
    found = current_taxonomies(session).get(taxonomy)
    concept = found.concepts.get(code) if found else None
    if concept is None:
        return code
    name = choose(concept.name, language)
    return f"{code} {name}" if concept.group else name
