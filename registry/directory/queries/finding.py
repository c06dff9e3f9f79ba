"""Finding organisations: the one path for the API, the pages and the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.queries import body_ids_running
from registry.directory.queries.offering import component_id_of, offering_ids
from registry.events.queries import last_position_of
from registry.kit.actor import Actor
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.search.engine import SearchEngine
from registry.search.index.query import SearchQuery, SearchResult
from registry.search.queries import OWN_WRITES_SECONDS, ask

Sort = Literal["relevance", "recent", "name"]

FACETS: Final = {
    "kind": "kind",
    "province": "province",
    "class": "city_class",
    "size_band": "size_band",
    "status": "status",
}
"""What organisations are narrowed and counted by: the word on the wire and the field of the index."""

PRESENT: Final = ("registered", "draft")
"""What is found unless a status is asked for: a merged organisation is found under its successor."""


class Engines(NamedTuple):
    """The indexes of this node."""

    organisations: SearchEngine
    components: SearchEngine


class Found(NamedTuple):
    """A page of organisations as their documents. The facets of the result are named as on the wire."""

    documents: Sequence[bytes]
    result: SearchResult


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which organisations: `offers` names a component, the code of a domain or words, `uses` a component."""

    words: str = ""
    filters: Mapping[str, Sequence[str]] | None = None
    parent: str | None = None
    division: str | None = None
    offers: str | None = None
    uses: str | None = None


def find_organisations(
    session: Session,
    engines: Engines,
    actor: Actor,
    wanted: Wanted,
    *,
    sort: Sort | None = None,
    facets: Sequence[str] = (),
    after: tuple[Any, ...] | None = None,
    limit: int = 20,
) -> Found:
    """Search the organisations: by relevance when there are words, by slug otherwise, unless said.

    A caller with a token finds what its organisation has just written. Raises PayloadInvalid for words that are too
    many and names that do not exist; `uses` is for those who may see landscapes (TokenRequired, LandscapeHidden).
    """
    engine = engines.organisations
    if actor.acts_for:
        engine.wait_for(last_position_of(session, actor.acts_for), OWN_WRITES_SECONDS)
    query = SearchQuery(
        words=wanted.words,
        filters={FACETS[name]: values for name, values in _narrowed(wanted.filters).items()},
        only_ids=_bounds(session, engines, actor, wanted),
        sort=sort or ("relevance" if wanted.words.strip() else "name"),
        limit=limit,
        after=after,
        facets=[_field(name) for name in facets],
    )
    result = ask(engine, query)
    documents = _documents(session, [hit.id for hit in result.hits])
    named = {name: result.facets[FACETS[name]] for name in facets}
    shown = [documents[hit.id] for hit in result.hits if hit.id in documents]
    return Found(shown, SearchResult(result.hits, result.total, named, result.next, result.corrected, result.matching))


def _narrowed(filters: Mapping[str, Sequence[str]] | None) -> Mapping[str, Sequence[str]]:
    return {"status": PRESENT, **{name: values for name, values in (filters or {}).items() if values}}


def _field(facet: str) -> str:
    if facet not in FACETS:
        raise PayloadInvalid.of("/facets", f"没有“{facet}”这一分面。", f"There is no facet '{facet}'.")
    return FACETS[facet]


def _documents(session: Session, ids: Sequence[int]) -> dict[int, bytes]:
    rows = session.execute(select(Organisation.id, Organisation.document).where(Organisation.id.in_(ids)))
    return {identifier: document for identifier, document in rows}


def _bounds(session: Session, engines: Engines, actor: Actor, wanted: Wanted) -> set[int] | None:
    """The ids to which relations bound the answer, None where nothing bounds it."""
    bounds: list[set[int]] = []
    if wanted.uses:
        bounds.append(body_ids_running(session, actor, component_id_of(session, actor, wanted.uses, "/uses")))
    if wanted.offers:
        bounds.append(offering_ids(session, engines.components, actor, wanted.offers))
    if wanted.parent:
        parent = get_organisation(session, wanted.parent)
        bounds.append(set(session.scalars(select(Organisation.id).where(Organisation.parent_id == parent.id))))
    if wanted.division:
        placed = select(Organisation.id).where(Organisation.division_code == wanted.division)
        bounds.append(set(session.scalars(placed)))
    return set.intersection(*bounds) if bounds else None
