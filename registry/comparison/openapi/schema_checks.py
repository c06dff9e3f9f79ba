"""What a schema must hold so that it can be compared."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from registry.comparison.openapi.documents import Path

Wrong = tuple[Path, str, str]

TYPES: Final = ("null", "boolean", "object", "array", "number", "string", "integer")
SCHEMA_MAPS: Final = ("properties", "patternProperties", "dependentSchemas", "$defs")
SCHEMA_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
SCHEMA_SINGLES: Final = (
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
)
COUNTS: Final = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _is_type(value: Any) -> bool:
    listed = value if isinstance(value, list) else [value]
    return bool(listed) and all(isinstance(word, str) and word in TYPES for word in listed)


def _is_pattern(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 10_000


_SHAPES: Final[dict[str, tuple[Callable[[Any], bool], str, str]]] = {
    "type": (_is_type, f"type 须为 {'、'.join(TYPES)} 之一", f"'type' is one of {', '.join(TYPES)}"),
    "required": (_is_texts, "required 须为文本的列表", "'required' is a list of texts"),
    "enum": (lambda value: isinstance(value, list), "enum 须为列表", "'enum' is a list"),
    "pattern": (_is_pattern, "pattern 须为文本", "'pattern' is a text"),
    "format": (lambda value: isinstance(value, str), "format 须为文本", "'format' is a text"),
    "$ref": (lambda value: isinstance(value, str), "$ref 须为文本", "'$ref' is a text"),
    "multipleOf": (lambda value: _is_number(value) and value > 0, "multipleOf 须大于 0", "'multipleOf' is above 0"),
    "minimum": (_is_number, "minimum 须为数", "'minimum' is a number"),
    "maximum": (_is_number, "maximum 须为数", "'maximum' is a number"),
    **{
        name: (
            lambda value: _is_number(value) and value >= 0 and value == int(value),
            f"{name} 须为非负整数",
            f"'{name}' is a whole number from 0 on",
        )
        for name in COUNTS
    },
}


def find_schema_mistakes(schema: Any, here: Path) -> Iterator[Wrong]:
    """What is wrong in a schema and the schemas within it, each with its place."""
    if isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        yield here, "模式须为对象", "a schema must be an object"
        return
    for name, (is_right, zh, en) in _SHAPES.items():
        if name in schema and not is_right(schema[name]):
            yield (*here, name), zh, en
    if isinstance(schema.get("pattern"), str) and not _compiles(schema["pattern"]):
        yield (*here, "pattern"), "正则表达式有误", "the regular expression has a mistake"
    for name in SCHEMA_MAPS:
        if name in schema:
            yield from _map(schema[name], (*here, name))
    for name in SCHEMA_LISTS:
        if name in schema:
            yield from _list(schema[name], (*here, name))
    for name in SCHEMA_SINGLES:
        if name in schema:
            yield from find_schema_mistakes(schema[name], (*here, name))


def _compiles(pattern: str) -> bool:
    # The dialect is JavaScript's: what Python lacks of it (\p{…}, \u{…}, named groups) is taken as good.
    if re.search(r"\\[pPuck]|\(\?<", pattern):
        return True
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _map(value: Any, here: Path) -> Iterator[Wrong]:
    if not isinstance(value, dict):
        yield here, "须为按名称列出模式的对象", "must be an object of schemas by name"
        return
    for name, below in value.items():
        yield from find_schema_mistakes(below, (*here, name))


def _list(value: Any, here: Path) -> Iterator[Wrong]:
    if not isinstance(value, list) or not value:
        yield here, "须为非空的模式列表", "must be a list of at least one schema"
        return
    for place, below in enumerate(value):
        yield from find_schema_mistakes(below, (*here, place))
