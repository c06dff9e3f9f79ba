"""More like this: components near another one, with what they share."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy.orm import Session

from registry.catalogue.models import Component
from registry.catalogue.queries import get_component, list_component_documents
from registry.catalogue.visibility import hidden_from
from registry.kit.actor import Actor
from registry.search.engine import SearchEngine
from registry.search.index.likeness import Description, shared_words

MOST_SHOWN: Final = 8
"""How many shared scenarios, tags and words are told: the first of each say enough."""


class Similar(NamedTuple):
    """A component near another: its document, how near (0 to 1), and the scenarios, tags and words of both."""

    document: bytes
    similarity: float
    scenarios: list[str]
    tags: list[str]
    words: list[str]


def similar_components(
    session: Session, engine: SearchEngine, actor: Actor, full_name: str, *, limit: int = 5
) -> list[Similar]:
    """The components nearest to one, without itself and what the caller may not see; the nearest first.

    Raises NotFound for a component that the caller may not see.
    """
    component = get_component(session, actor, full_name)
    hidden = hidden_from(engine.database, actor)
    near = engine.current().similar(component.id, _description(component.details), limit, hidden)
    documents = list_component_documents(engine.database, [identity for identity, _ in near])
    return [
        _similar(component, documents[identity][0], similarity)
        for identity, similarity in near
        if identity in documents
    ]


def _description(details: dict[str, Any]) -> Description:
    return Description(
        titles=[*details["title"].values()],
        summaries=[*details.get("summary", {}).values()],
        scenarios=details.get("scenarios", []),
        tags=details.get("tags", []),
    )


def _similar(component: Component, document: bytes, similarity: float) -> Similar:
    mine, other = component.details, orjson.loads(document)
    return Similar(
        document,
        round(similarity, 3),
        _common(mine.get("scenarios", []), other.get("scenarios", [])),
        _common(mine.get("tags", []), other.get("tags", [])),
        shared_words(_description(mine), _description(other))[:MOST_SHOWN],
    )


def _common(these: Sequence[str], those: Sequence[str]) -> list[str]:
    known = {each.casefold() for each in those}
    return [each for each in these if each.casefold() in known][:MOST_SHOWN]
