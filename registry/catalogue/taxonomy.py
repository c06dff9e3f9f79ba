"""Taxonomies, which are data: the twelve domains of 660号 and the six actions of 1306号."""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import orjson

from registry.kit.texts import choose


class Concept(NamedTuple):
    """One entry of a taxonomy."""

    code: str
    group: str
    name: dict[str, str]


class Scheme(NamedTuple):
    """A taxonomy: its concepts by code, in their order, and where it comes from."""

    code: str
    edition: str
    name: dict[str, str]
    source: dict[str, str]
    concepts: dict[str, Concept]


@cache
def schemes() -> dict[str, Scheme]:
    """Every taxonomy shipped, by code."""
    raw: dict[str, Any] = orjson.loads(files("registry").joinpath("data/taxonomies.json").read_bytes())
    return {entry["code"]: _scheme(entry) for entry in raw["schemes"]}


def _scheme(entry: dict[str, Any]) -> Scheme:
    concepts = (Concept(item["code"], item["group"], item["name"]) for item in entry["concepts"])
    return Scheme(
        entry["code"],
        entry["edition"],
        entry["name"],
        entry["source"],
        {concept.code: concept for concept in concepts},
    )


def concept_name(facet: str, code: str, language: str) -> str:
    """What a `domain` (with its code before it) or an `action` is called; the code where it is in no taxonomy."""
    concept = schemes()[f"{facet}s"].concepts.get(code)
    if concept is None:
        return code
    name = choose(concept.name, language)
    return f"{code} {name}" if facet == "domain" else name
