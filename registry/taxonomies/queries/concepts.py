"""A single concept: what it means, where it stands, since when, and what took its place."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.errors import NotFound
from registry.taxonomies.models import Concept, Taxonomy, TaxonomyRelease
from registry.taxonomies.queries.current import CurrentConcept, current_taxonomies, read_concepts
from registry.taxonomies.queries.releases import get_taxonomy


class Neighbour(NamedTuple):
    """A concept next to another one, maybe of another taxonomy: an overlay or its base."""

    taxonomy: str
    code: str
    name: dict[str, str]


class ConceptStory(NamedTuple):
    """A concept as the last edition that has it says.

    `since` is the first edition with it; `gone_in` the edition that dropped it, None while it is in force;
    `replaced_by` what took its place, followed to what is in force today.
    """

    taxonomy: Taxonomy
    concept: CurrentConcept
    edition: str
    since: str
    gone_in: str | None
    replaced_by: list[Neighbour]
    broader: Neighbour | None
    narrower: list[Neighbour]


def get_concept(session: Session, taxonomy: str, code: str) -> ConceptStory:
    """The story of a concept that is or was in force; NotFound for others, drafts among them."""
    scheme = get_taxonomy(session, taxonomy)
    releases = _released(session, scheme.id)
    holding = set(
        session.scalars(
            select(Concept.release_id).where(Concept.code == code, Concept.release_id.in_([row.id for row in releases]))
        )
    )
    kept = [place for place, release in enumerate(releases) if release.id in holding]
    if not kept:
        raise NotFound(what=f"{taxonomy} {code}")
    last = releases[kept[-1]]
    concept = read_concepts(session, last.id)[code]
    gone_in = releases[kept[-1] + 1] if kept[-1] + 1 < len(releases) else None
    return ConceptStory(
        taxonomy=scheme,
        concept=concept,
        edition=last.edition,
        since=releases[kept[0]].edition,
        gone_in=gone_in.edition if gone_in else None,
        replaced_by=_neighbours(session, taxonomy, successors(releases[kept[-1] + 1 :], code)),
        broader=_broader(session, scheme, concept),
        narrower=_narrower(session, scheme, code) if gone_in is None else [],
    )


def follow(session: Session, taxonomy: str, code: str) -> list[str]:
    """What a code recorded at any time stands for today: itself while it is in force, else what took its place."""
    current = current_taxonomies(session).get(taxonomy)
    if current is None or code in current.concepts:
        return [code]
    scheme = get_taxonomy(session, taxonomy)
    return successors(_released(session, scheme.id), code)


def successors(later: list[TaxonomyRelease], code: str) -> list[str]:
    """Follow replacements through the editions, the oldest first."""
    codes = [code]
    for release in later:
        codes = list(dict.fromkeys(new for old in codes for new in release.replaced.get(old, [old])))
    return [] if codes == [code] else codes


def _released(session: Session, taxonomy_id: int) -> list[TaxonomyRelease]:
    """The editions that are or were in force, in the order they came into it."""
    return list(
        session.scalars(
            select(TaxonomyRelease)
            .where(TaxonomyRelease.taxonomy_id == taxonomy_id, TaxonomyRelease.status != "draft")
            .order_by(TaxonomyRelease.sequence)
        )
    )


def _neighbours(session: Session, taxonomy: str, codes: list[str]) -> list[Neighbour]:
    current = current_taxonomies(session).get(taxonomy)
    known = current.concepts if current else {}
    return [Neighbour(taxonomy, code, known[code].name) for code in codes if code in known]


def _broader(session: Session, scheme: Taxonomy, concept: CurrentConcept) -> Neighbour | None:
    if concept.broader is None:
        return None
    above = [scheme.code, *([scheme.base.code] if scheme.base else [])]
    return next(iter(found for code in above for found in _neighbours(session, code, [concept.broader])), None)


def _narrower(session: Session, scheme: Taxonomy, code: str) -> list[Neighbour]:
    """Of the taxonomy itself and of every overlay upon it."""
    return [
        Neighbour(other.code, below.code, below.name)
        for other in current_taxonomies(session).values()
        if scheme.code in (other.code, other.base)
        for below in other.concepts.values()
        if below.broader == code and not (other.code != scheme.code and code in other.concepts)
    ]
