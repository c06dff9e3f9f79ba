"""Components side by side: a row for each attribute, told apart where they differ. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

LEAST: Final = 2
MOST: Final = 4


class Facts(NamedTuple):
    """A component, as far as it is compared. `details` is its description in the words of the wire."""

    full_name: str
    publisher: Mapping[str, str]
    status: str
    is_demo: bool
    quality: int
    details: Mapping[str, Any]
    conforms: Sequence[str]
    adopters: Mapping[str, int | None]
    latest: str | None
    published_on: str | None
    requires: Sequence[Mapping[str, Any]]
    platform_requirements: Sequence[Mapping[str, Any]]
    size: int | None
    advisories: Sequence[Mapping[str, Any]]


class Row(NamedTuple):
    """An attribute with its value for each component, None where it says nothing."""

    attribute: str
    differs: bool
    values: list[Any]


class SideBySide(NamedTuple):
    """The components by name, with title, and the rows that at least one of them has a value in."""

    components: list[dict[str, Any]]
    rows: list[Row]


def _said(name: str) -> Callable[[Facts], Any]:
    return lambda facts: facts.details.get(name)


def _listed(name: str) -> Callable[[Facts], Any]:
    return lambda facts: sorted(facts.details.get(name) or ())


def _maintained(name: str) -> Callable[[Facts], Any]:
    return lambda facts: (facts.details.get("maintenance") or {}).get(name)


_ATTRIBUTES: Final[dict[str, Callable[[Facts], Any]]] = {
    "summary": _said("summary"),
    "publisher": lambda facts: dict(facts.publisher),
    "status": lambda facts: facts.status,
    "kind": _said("kind"),
    "domains": _listed("domains"),
    "scenarios": _listed("scenarios"),
    "license": _said("license"),
    "cost_model": lambda facts: facts.details.get("cost_model") or "free",
    "sharing_scope": _said("sharing_scope"),
    "hosting": _listed("hosting"),
    "deployments": _listed("deployments"),
    "platforms": _listed("platforms"),
    "xinchuang": lambda facts: _matrix(facts.details.get("xinchuang") or ()),
    "foundational_ready": _said("foundational_ready"),
    "data_classes": _listed("data_classes"),
    "data_grade": _said("data_grade"),
    "security_level": _said("security_level"),
    "standards": _listed("standards"),
    "conforms": lambda facts: list(facts.conforms),
    "quality": lambda facts: facts.quality,
    "adopters": lambda facts: dict(facts.adopters),
    "latest_version": lambda facts: facts.latest,
    "published_on": lambda facts: facts.published_on,
    "requires": lambda facts: [dict(entry) for entry in facts.requires],
    "platform_requirements": lambda facts: [dict(entry) for entry in facts.platform_requirements],
    "size": lambda facts: facts.size,
    "maintenance_type": _maintained("type"),
    "support_until": _maintained("support_until"),
    "advisories": lambda facts: [dict(entry) for entry in facts.advisories],
}
ATTRIBUTES: Final = tuple(_ATTRIBUTES)
"""In the order of the rows."""

_TOLD_WHEN_EMPTY: Final = frozenset({"adopters", "advisories", "requires"})


def compare_components(compared: Sequence[Facts]) -> SideBySide:
    """The rows, without those in which none of them says anything."""
    rows = [_row(attribute, [value(facts) for facts in compared]) for attribute, value in _ATTRIBUTES.items()]
    heads = [
        {"component": facts.full_name, "title": dict(facts.details["title"]), "is_demo": facts.is_demo}
        for facts in compared
    ]
    return SideBySide(
        heads,
        [row for row in rows if row.attribute in _TOLD_WHEN_EMPTY or any(value is not None for value in row.values)],
    )


def _row(attribute: str, values: list[Any]) -> Row:
    if attribute not in _TOLD_WHEN_EMPTY:
        values = [None if value in ("", [], {}) else value for value in values]
    return Row(attribute, any(value != values[0] for value in values), values)


def _matrix(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The 信创 matrix in one order, without how it is worded otherwise."""
    kept = [{name: entry.get(name) for name in ("layer", "product", "status")} for entry in entries]
    return sorted(kept, key=lambda entry: (str(entry["layer"]), str(entry["product"])))
