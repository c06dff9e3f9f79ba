"""What exists that is like a description: candidates from the search index, compared in full, with who runs them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component
from registry.catalogue.queries import adopters_of
from registry.catalogue.reuse import shown_count
from registry.catalogue.visibility import hidden_from, visible_to
from registry.kit.actor import Actor
from registry.organisations.models import Organisation
from registry.screening.concepts import synonyms_of
from registry.screening.similarity import Likeness, compare, list_passages
from registry.screening.vocabulary import FOUND, LEVELS
from registry.screening.wording import Concepts, Described, Part, Terms, describe, no_concepts
from registry.search.engine import SearchEngine

CANDIDATES_COMPARED: Final = 40
MOST_SHOWN: Final = 10
WAIT_SECONDS: Final = 1.0


class Found(NamedTuple):
    """What a screening found, in the words of the wire, and the position of the log that the catalogue stood at."""

    position: int
    candidates: list[dict[str, Any]]

    @property
    def found(self) -> str:
        return found_among(self.candidates)


def found_among(candidates: Sequence[Mapping[str, Any]]) -> str:
    """The level of the nearest candidate, or `nothing`."""
    levels = {candidate["level"] for candidate in candidates}
    return next((level for level in LEVELS if level in levels), FOUND[-1])


def describe_project(asked: Mapping[str, Any], concepts: Concepts) -> Described:
    """The parts of what somebody asked about: title, summary, features, description by language."""
    told = {key: asked.get(key) for key in ("title", "summary", "features", "description")}
    return describe(**told, concepts=concepts)  # type: ignore[arg-type]


def describe_component(details: Mapping[str, Any], concepts: Concepts) -> Described:
    """The parts of a component that it is compared by."""
    told = {key: details.get(key) for key in ("title", "summary", "features")}
    return describe(**told, scenarios=details.get("scenarios", ()), concepts=concepts)  # type: ignore[arg-type]


def screen(engine: SearchEngine, actor: Actor, asked: Mapping[str, Any]) -> Found:
    """Existing components that are like what was asked about and that this caller may see, the most alike first.

    The index is asked before a session is opened: who holds a connection must not wait for another one.
    """
    engine.wait_for(engine.head(), WAIT_SECONDS)
    nominated = nominate(engine, actor, describe_project(asked, no_concepts).all_terms())
    with engine.database.reading() as session:
        project = describe_project(asked, synonyms_of(session).concepts_of)
        rows = list_nominated(session, actor, nominated.ids)
        compared = [Compared(compare(project, described), row, described) for row, described in rows]
        near = sorted((each for each in compared if each.likeness.level is not None), key=_place)[:MOST_SHOWN]
        reuse = _reuse(session, actor, [each.row.id for each in near])
    candidates = [
        {**_candidate(each), "passages": _passages(project, each.described), **reuse[each.row.id]} for each in near
    ]
    return Found(nominated.position, candidates)


class Nominated(NamedTuple):
    """Components that the index proposes, and the position that it stood at."""

    position: int
    ids: list[int]


def nominate(engine: SearchEngine, actor: Actor, terms: Terms, limit: int = CANDIDATES_COMPARED) -> Nominated:
    """The components that hold most of the telling terms, but for those that this caller may not see."""
    hidden = hidden_from(engine.database, actor)
    index = engine.current()
    return Nominated(index.position, index.candidates(terms, limit, hidden))


class Compared(NamedTuple):
    """A component beside how alike it is."""

    likeness: Likeness
    row: Row[Any]
    described: Described


def list_nominated(session: Session, actor: Actor, ids: Collection[int]) -> list[tuple[Row[Any], Described]]:
    """The components of these ids that this caller may see, ready to be compared; in no order."""
    query = select(
        Component.id, Component.full_name, Component.status, Component.is_restricted, Component.details
    ).where(Component.id.in_(ids), Component.status.in_(SHOWN_TO_ALL), visible_to(actor))
    concepts = synonyms_of(session).concepts_of
    return [(row, describe_component(row.details, concepts)) for row in session.execute(query)]


def _place(each: Compared) -> tuple[float, str]:
    return -max(each.likeness.similarity, each.likeness.resemblance), each.row.full_name


def _candidate(each: Compared) -> dict[str, Any]:
    likeness, row, _ = each
    return {
        "component": row.full_name,
        "title": row.details["title"],
        "status": row.status,
        "is_restricted": row.is_restricted,
        "similarity": likeness.similarity,
        "resemblance": likeness.resemblance,
        "level": likeness.level,
    }


def _passages(project: Described, component: Described) -> list[dict[str, Any]]:
    return [
        {
            "project": _part(passage.project),
            "component": _part(passage.component),
            "similarity": passage.similarity,
            "words": passage.words,
        }
        for passage in list_passages(project, component)
    ]


def _part(part: Part) -> dict[str, str]:
    return {"kind": part.kind, "text": part.text}


def _reuse(session: Session, actor: Actor, component_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Who runs each component, as far as this caller may know: cities by name, or a number that is not small."""
    adopters = adopters_of(session, component_ids)
    cities = _cities_running(session, component_ids) if actor.sees_landscapes else None
    return {
        component_id: {
            **shown_count(adopters.get(component_id, 0), exactly=actor.sees_landscapes),
            "cities": None if cities is None else cities.get(component_id, []),
        }
        for component_id in component_ids
    }


def _cities_running(session: Session, component_ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """The cities that run each component (pilot or live), the publisher's own among them, by slug."""
    rows = session.execute(
        select(Adoption.component_id, Organisation.slug, Organisation.name)
        .join(Organisation, Organisation.id == Adoption.city_id)
        .where(Adoption.component_id.in_(component_ids), Adoption.stage.in_(RUNNING))
        .order_by(Organisation.slug)
    )
    found: dict[int, dict[str, dict[str, Any]]] = {}
    for component_id, slug, name in rows:
        found.setdefault(component_id, {})[slug] = {"slug": slug, "name": name}
    return {component_id: list(cities.values()) for component_id, cities in found.items()}
