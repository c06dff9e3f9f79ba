"""Documents of derived figures: what was asked, what the figures mean, and rows that make a table as they are. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import orjson

from registry.statistics.asking import Question
from registry.statistics.naming import UNCLASSIFIED, UNKNOWN_PROVINCE, UNSPECIFIED_DOMAIN
from registry.statistics.suppression import SUPPRESSED_BELOW, Told
from registry.statistics.wording import Texts, wording

Row = dict[str, Any]


class Value(NamedTuple):
    """The value of one figure, None where there is none or it is withheld, with what it was computed from."""

    value: float | None
    inputs: Mapping[str, float | None] = {}


@cache
def texts_of(figure: str) -> dict[str, Any]:
    """Name, definition, unit and formula of a page of figures, and of each figure on it."""
    raw: dict[str, Any] = orjson.loads(
        files("registry.statistics").joinpath(f"data/figures/{figure}.json").read_bytes()
    )
    return raw


def answer(
    figure: str,
    question: Question,
    rows: Sequence[Row],
    values: Mapping[str, Value],
    *,
    exactly: bool,
    **lists: Sequence[Row],
) -> dict[str, Any]:
    """The document of one page of figures. `lists` are further tables beside the rows."""
    texts = texts_of(figure)
    return {
        "figure": figure,
        "name": texts["name"],
        "definition": texts["definition"],
        "as_of": question.as_of.isoformat(),
        "known_at": None if question.known_on is None else question.known_on.isoformat(),
        "from": question.first.isoformat(),
        "to": question.last.isoformat(),
        "filters": dict(question.filters),
        "is_exact": exactly,
        "note": wording().note,
        "figures": [_figure(code, texts["figures"][code], value) for code, value in values.items()],
        "rows": list(rows),
        **{name: list(listed) for name, listed in lists.items()},
    }


def _figure(code: str, said: Mapping[str, Any], value: Value) -> Row:
    return {
        "code": code,
        "name": said["name"],
        "definition": said["definition"],
        "unit": said["unit"],
        "formula": said["formula"],
        "value": value.value,
        "inputs": dict(value.inputs),
    }


def tell_one(amount: int, *, exactly: bool) -> Told:
    """One amount that could point at a city."""
    return Told(amount) if exactly or not 0 < amount < SUPPRESSED_BELOW else Told(None, SUPPRESSED_BELOW)


def may_tell(amount: int, *, exactly: bool) -> bool:
    """Whether a mean or a share over so many may be told."""
    return amount > 0 and (exactly or amount >= SUPPRESSED_BELOW)


def told_columns(name: str, told: Told | None) -> Row:
    """`running` and `running_fewer_than` of a row."""
    value, fewer_than = (None, None) if told is None else told
    return {name: value, f"{name}_fewer_than": fewer_than}


def class_label(key: str) -> Texts:
    return wording().labels["city_class"].get(key, {"zh": key})


def labels(dimension: str, names: Mapping[str, Texts]) -> Mapping[str, Texts]:
    """The labels of keys: those that are data, and those of what has no value."""
    return {**names, **wording().labels.get(dimension, {})}


def with_known(keys: Iterable[str], dimension: str) -> list[str]:
    """The keys in their order, what has no value of its own last."""
    nothing = {"city_class": UNCLASSIFIED, "province": UNKNOWN_PROVINCE, "domain": UNSPECIFIED_DOMAIN}.get(dimension)
    return sorted(keys, key=lambda key: (key == nothing, key))
