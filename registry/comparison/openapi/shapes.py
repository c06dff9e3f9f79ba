"""What a schema allows, in a form two of which can be held against each other.

A schema is named by the tuple of nodes that all must hold: their identity tells whether a pair was compared already.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Final

Schema = tuple[Any, ...]
"""Nodes of a document that all must hold; () allows anything."""

BOUNDS: Final = {
    "minLength": 1,
    "maxLength": -1,
    "minItems": 1,
    "maxItems": -1,
    "minProperties": 1,
    "maxProperties": -1,
    "minimum": 1,
    "maximum": -1,
}
"""Keyword → 1 where more is narrower, -1 where less is."""


@dataclass(frozen=True)
class Union:
    """`oneOf` or `anyOf` with its forms."""

    keyword: str
    forms: tuple[Schema, ...]


@dataclass(frozen=True)
class Shape:
    """What is allowed: a value must meet every field. `bounds` are (value, exclusive); `others` is what properties that
    are not named must meet, and `outside` the references that lead out of the document.
    """

    never: bool = False
    types: frozenset[str] | None = None
    enum: tuple[str, ...] | None = None
    bounds: dict[str, tuple[float, bool]] = field(default_factory=dict)
    patterns: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    multiples: frozenset[float] = frozenset()
    unique: bool = False
    required: frozenset[str] = frozenset()
    properties: dict[str, Schema] = field(default_factory=dict)
    others: Schema = ()
    items: Schema = ()
    unions: tuple[Union, ...] = ()
    opaque: tuple[tuple[str, Any], ...] = ()
    outside: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def is_closed(self) -> bool:
        """Whether nothing but the named properties may be there."""
        return False in self.others or ("unevaluatedProperties", False) in self.opaque


ANYTHING: Final = Shape()
NEVER: Final = Shape(never=True)


def canonical(value: Any) -> str:
    """A value as text that is equal for equal JSON: 1 and 1.0 are one number, 1 and true are not."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def tighter(name: str, one: tuple[float, bool] | None, other: tuple[float, bool]) -> tuple[float, bool]:
    """The bound of the two that allows less."""
    if one is None:
        return other
    return max(one, other, key=lambda bound: (bound[0] * BOUNDS[name], bound[1]))


def covers(wide: frozenset[str] | None, narrow: frozenset[str] | None) -> bool:
    """Whether every value of the narrow types is of the wide ones: a whole number is a number."""
    if wide is None:
        return True
    if narrow is None:
        return False
    return all(word in wide or (word == "integer" and "number" in wide) for word in narrow)


def meet(one: Shape, other: Shape) -> Shape:
    """What both allow. A property that only one names must meet what the other says of properties it does not name."""
    if one is ANYTHING or other is ANYTHING:
        return other if one is ANYTHING else one
    bounds = dict(one.bounds)
    for name, bound in other.bounds.items():
        bounds[name] = tighter(name, bounds.get(name), bound)
    names = [*one.properties, *(name for name in other.properties if name not in one.properties)]
    return Shape(
        never=one.never or other.never,
        types=_common_types(one.types, other.types),
        enum=_common_values(one.enum, other.enum),
        bounds=bounds,
        patterns=one.patterns | other.patterns,
        formats=one.formats | other.formats,
        multiples=one.multiples | other.multiples,
        unique=one.unique or other.unique,
        required=one.required | other.required,
        properties={
            name: _both(one.properties.get(name, one.others), other.properties.get(name, other.others))
            for name in names
        },
        others=_both(one.others, other.others),
        items=_both(one.items, other.items),
        unions=one.unions + other.unions,
        opaque=one.opaque + other.opaque,
        outside=one.outside | other.outside,
        marks=one.marks | other.marks,
    )


def _both(one: Schema, other: Schema) -> Schema:
    return one + tuple(node for node in other if not any(node is known for known in one))


def _common_types(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return frozenset(word for word in one | other if all(covers(types, frozenset({word})) for types in (one, other)))


def _common_values(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(value for value in one if value in other)
