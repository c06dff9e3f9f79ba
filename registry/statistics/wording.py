"""The texts of figures and metrics, in Chinese and English: data, read and changed in one place."""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import orjson

Texts = dict[str, str]


class Wording(NamedTuple):
    """Everything that is said about figures, by code."""

    note: Texts
    figures: dict[str, dict[str, Texts]]
    not_yet: dict[str, dict[str, Texts]]
    labels: dict[str, dict[str, Texts]]
    metrics: dict[str, dict[str, Texts]]
    reasons: dict[str, Texts]
    inputs: dict[str, Texts]
    exclusions: dict[str, Texts]


@cache
def wording() -> Wording:
    """The texts as shipped."""
    figures, metrics = _read("wording.json"), _read("metrics.json")
    shared = {part: {**figures.get(part, {}), **metrics[part]} for part in ("reasons", "inputs")}
    return Wording(**{**figures, **metrics, **shared})


def _read(name: str) -> dict[str, Any]:
    """Figures of the registry, and metrics of a city, each in a file of their own."""
    content: dict[str, Any] = orjson.loads(files("registry.statistics").joinpath("data", name).read_bytes())
    return content
