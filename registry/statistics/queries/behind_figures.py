"""Which spans stand behind a cell of a figure. Pure: it makes conditions and asks nothing."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, String, and_, cast, false, or_

from registry.kit.errors import PayloadInvalid
from registry.statistics.cells import ENDED, ON_SHELF
from registry.statistics.models import Span
from registry.statistics.naming import NOTHING_KNOWN, UNCLASSIFIED, UNKNOWN_PROVINCE, UNSPECIFIED
from registry.statistics.queries.spans import REUSE


class Behind(NamedTuple):
    """What is listed behind a figure: components, versions or adoptions, and which of their spans."""

    subject: str
    condition: ColumnElement[bool]


_OF_OTHERS: Final = or_(Span.publisher_city_id.is_(None), Span.publisher_city_id != Span.city_id)

_COMPONENTS: Final = Behind("component", and_(Span.subject == "component", Span.state.in_(ON_SHELF)))
_ADOPTIONS: Final = Behind("adoption", and_(Span.subject == "adoption", Span.state != ENDED))
_RUNNING: Final = Behind("adoption", REUSE)

FIGURES: Final[Mapping[str, Behind]] = {
    "components_listed": _COMPONENTS,
    "components_retired": Behind("component", and_(Span.subject == "component", Span.state == ENDED)),
    "publishing_cities": Behind("component", and_(_COMPONENTS.condition, Span.city_id.is_not(None))),
    "versions_published": Behind("version", Span.subject == "version"),
    "adoptions_in_force": _ADOPTIONS,
    "adoptions_version_unknown": Behind("adoption", and_(_ADOPTIONS.condition, Span.has_version.is_(False))),
    "openings": Behind("adoption", and_(_ADOPTIONS.condition, Span.is_open, _OF_OTHERS)),
    "running_reuse": _RUNNING,
    "calls": _RUNNING,
    "reusing_cities": _RUNNING,
    "components_reused": _RUNNING,
    "external_reuse_rate": _RUNNING,
}
"""By figure. Behind how many cities or components are reused, and how often they are called, stand the adoptions."""

_KNOWN: Final = {"known": True, "unknown": False}
_FACETS: Final = ("action", "platform", "lens")


def behind(figure: str, dimension: str | None, key: str | None) -> Behind:
    """What stands behind a figure, or behind one cell of a breakdown of it.

    Raises PayloadInvalid for a figure or a dimension of which no records are kept, and for one given without the other.
    """
    if figure not in FIGURES:
        raise PayloadInvalid.of("/figure", "没有可列出记录的这一指标。", "No figure of this name has records to list.")
    if (dimension is None) != (key is None):
        raise PayloadInvalid.of("/key", "维度与键须同时给出。", "A dimension and a key go together.")
    found = FIGURES[figure]
    if dimension is None or key is None:
        return found
    if dimension not in DIMENSIONS:
        raise PayloadInvalid.of("/dimension", "没有这一维度。", "There is no dimension of this name.")
    return Behind(found.subject, and_(found.condition, DIMENSIONS[dimension](key)))


def _equals(column: Any, nothing: str | None = None) -> Callable[[str], ColumnElement[bool]]:
    return lambda key: column.is_(None) if key == nothing else column == key


def _pair(before: Any, after: Any, nothing: str) -> Callable[[str], ColumnElement[bool]]:
    def condition(key: str) -> ColumnElement[bool]:
        first, _, second = key.partition("/")
        return and_(_equals(before, nothing)(first), _equals(after, nothing)(second))

    return condition


def _facet(dimension: str) -> Callable[[str], ColumnElement[bool]]:
    # The list reads '["web", "linux"]' on both engines, give or take a blank.
    text = cast(Span.facets[dimension], String)
    return lambda key: (
        or_(text == "[]", text.is_(None), text == "null")
        if key == UNSPECIFIED
        else text.contains(f'"{key}"', autoescape=True)
    )


def _version(key: str) -> ColumnElement[bool]:
    return Span.has_version.is_(_KNOWN[key]) if key in _KNOWN else false()


DIMENSIONS: Final[Mapping[str, Callable[[str], ColumnElement[bool]]]] = {
    "status": _equals(Span.state),
    "state": _equals(Span.state),
    "stage": _equals(Span.state),
    "version": _version,
    "kind": _equals(Span.kind),
    "license": _equals(Span.license, UNSPECIFIED),
    "mode": _equals(Span.mode, UNSPECIFIED),
    "domain": _equals(Span.domain, NOTHING_KNOWN["domain"]),
    "province": _equals(Span.province, NOTHING_KNOWN["province"]),
    "city_class": _equals(Span.city_class, NOTHING_KNOWN["city_class"]),
    "flow": _pair(Span.publisher_class, Span.city_class, UNCLASSIFIED),
    "route": _pair(Span.publisher_province, Span.province, UNKNOWN_PROVINCE),
    **{dimension: _facet(dimension) for dimension in _FACETS},
}
"""By dimension, what a key of it asks of a span. Components and cities are looked up by name first: see the query."""
