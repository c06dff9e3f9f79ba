"""From the nodes of a document to what they allow.

`allOf` and `$ref` are worked in; `nullable`, exclusive bounds and `const` read the same in 3.0 and 3.1.
"""

from dataclasses import replace
from typing import Any, Final

from registry.comparison.openapi.documents import Interface, mapping, sequence
from registry.comparison.openapi.references import MISSING, look_up, read_pointer
from registry.comparison.openapi.shapes import (
    ANYTHING,
    BOUNDS,
    NEVER,
    Schema,
    Shape,
    Union,
    canonical,
    meet,
    tighter,
)

OPAQUE: Final = (
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "patternProperties",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "prefixItems",
    "unevaluatedItems",
    "unevaluatedProperties",
    "$dynamicRef",
    "$recursiveRef",
)
"""What is held for unchanged or cannot be judged."""

MAX_PARTS: Final = 500
MAX_WORK: Final = 1_000_000


class TooMuch(Exception):
    """The documents are too intricate: what was found so far stands, the rest is not known."""


class Shaper:
    """Turns the schemas of one document into shapes, each once."""

    def __init__(self, interface: Interface) -> None:
        self.interface = interface
        self._kept: dict[tuple[int, ...], Shape] = {}
        self._work = 0

    def shape(self, schema: Schema) -> Shape:
        """What a schema allows. Raises TooMuch."""
        key = tuple(sorted({id(node) for node in schema}))
        if key not in self._kept:
            # A form that leads back to itself says nothing more there.
            self._kept[key] = ANYTHING
            self._kept[key] = self._whole(schema)
        return self._kept[key]

    def _whole(self, schema: Schema) -> Shape:
        """All nodes that `$ref` and `allOf` bring along, each once, and what they allow together."""
        found, waiting, known = ANYTHING, list(reversed(schema)), set[int]()
        while waiting:
            node = waiting.pop()
            if node is False:
                found = meet(found, NEVER)
            if not isinstance(node, dict) or id(node) in known:
                continue
            known.add(id(node))
            reference = node.get("$ref")
            if isinstance(reference, str):
                target = self._target(reference)
                found = meet(found, Shape(outside=frozenset({reference}))) if target is MISSING else found
                waiting += [] if target is MISSING else [target]
                if self.interface.dialect == "3.0":
                    continue
            waiting += reversed(sequence(node.get("allOf")))
            own = self._own(node)
            self._work += 1 + len(found.properties) + len(own.properties)
            if len(known) > MAX_PARTS or self._work > MAX_WORK:
                raise TooMuch
            found = meet(found, own)
        return found

    def _target(self, reference: str) -> Any:
        path = read_pointer(reference)
        return MISSING if path is None else look_up(self.interface.document, path)

    def _own(self, node: dict[str, Any]) -> Shape:
        found = self._keywords(node)
        for keyword in ("anyOf", "oneOf"):
            if forms := sequence(node.get(keyword)):
                found = meet(found, self._union(keyword, forms))
        return found

    def _union(self, keyword: str, forms: list[Any]) -> Shape:
        """A form and null is the form, nullable; one form alone is that form."""
        proper = [form for form in forms if mapping(form).get("type") != "null"]
        if len(proper) == 1 and len(forms) <= 2:
            only = self.shape((proper[0],))
            folded = only if len(forms) == 1 else _with_null(only)
            if folded is not None:
                return folded
        return Shape(unions=(Union(keyword, tuple((form,) for form in forms)),))

    def _keywords(self, node: dict[str, Any]) -> Shape:
        others = node.get("additionalProperties", True)
        items = node.get("items")
        opaque: list[tuple[str, Any]] = [(name, node[name]) for name in OPAQUE if name in node]
        if isinstance(items, list):
            opaque.append(("items", items))
        if self.interface.dialect == "3.0" and node.get("nullable") is True and "type" not in node:
            # The specification gives it no effect there, many a writer means one: a change of it is not judged.
            opaque.append(("nullable", True))
        return Shape(
            types=self._types(node),
            enum=_enum(node),
            bounds=_bounds(node),
            patterns=frozenset({node["pattern"]} if isinstance(node.get("pattern"), str) else ()),
            formats=frozenset({node["format"]} if isinstance(node.get("format"), str) else ()),
            multiples=frozenset({node["multipleOf"]} if isinstance(node.get("multipleOf"), (int, float)) else ()),
            unique=node.get("uniqueItems") is True,
            required=frozenset(name for name in sequence(node.get("required")) if isinstance(name, str)),
            properties={name: (below,) for name, below in mapping(node.get("properties")).items()},
            others=() if others is True or others == {} else (others,),
            items=() if items is None or items is True or isinstance(items, list) else (items,),
            opaque=tuple(opaque),
            marks=frozenset(mark for mark in ("readOnly", "writeOnly") if node.get(mark) is True),
        )

    def _types(self, node: dict[str, Any]) -> frozenset[str] | None:
        said = node.get("type")
        if said is None:
            return None
        types = {said} if isinstance(said, str) else set(sequence(said))
        if self.interface.dialect == "3.0" and node.get("nullable") is True:
            types.add("null")
        return frozenset(types - {"integer"} if "number" in types else types)


def _enum(node: dict[str, Any]) -> tuple[str, ...] | None:
    listed = node.get("enum")
    values = None if not isinstance(listed, list) else tuple(dict.fromkeys(canonical(value) for value in listed))
    if "const" not in node:
        return values
    constant = canonical(node["const"])
    return (constant,) if values is None or constant in values else ()


def _bounds(node: dict[str, Any]) -> dict[str, tuple[float, bool]]:
    found: dict[str, tuple[float, bool]] = {}
    for name in BOUNDS:
        value = node.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found[name] = (value, node.get(f"exclusive{name.capitalize()}") is True)
    for name in ("minimum", "maximum"):
        value = node.get(f"exclusive{name.capitalize()}")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found[name] = tighter(name, found.get(name), (value, True))
    return {name: bound for name, bound in found.items() if not _says_nothing(name, bound)}


def _says_nothing(name: str, bound: tuple[float, bool]) -> bool:
    return name in {"minLength", "minItems", "minProperties"} and bound[0] <= 0


def _with_null(shape: Shape) -> Shape | None:
    """The same and null; None where the rest of the shape would forbid null again, so that it cannot be written so."""
    if shape.never or shape.unions or shape.opaque or shape.outside:
        return None
    enum = shape.enum if shape.enum is None or "null" in shape.enum else (*shape.enum, "null")
    return replace(shape, types=None if shape.types is None else shape.types | {"null"}, enum=enum)
