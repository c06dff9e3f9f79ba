"""The shapes a key may have, and reading a node as one.

It follows the reference parser where that shows in its verdicts: the fields of a mapping are
read in the order of the format, only the first thing of the wrong shape is reported, what holds
it counts as absent, and unknown keys are looked for only when everything known could be read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from registry.catalogue.publiccode.checks import Check
from registry.catalogue.publiccode.forms import url_fault
from registry.catalogue.publiccode.nodes import (
    MapKey,
    MappingNode,
    Node,
    Path,
    Scalar,
    SequenceNode,
    dotted,
)

Value = str | bool | list["Value"] | dict[str, "Value"] | None
Values = Mapping[str, Value]
# A rule about being there at all: takes the value and its neighbours, gives the complaint.
Presence = Callable[[Value, Values], str | None]

_WRONG_TYPE: Final = "wrong type for this field"


@dataclass(frozen=True, slots=True)
class Fault:
    """A node that cannot be read as what the format wants; `key` is empty for a broken URL."""

    path: Path
    key: str
    message: str


Decoded = tuple[Value, tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class Text:
    """A single value; numbers and booleans are taken as they are written."""

    def decode(self, node: Node, path: Path) -> Decoded:
        """The text, or None when YAML reads it as null."""
        if not isinstance(node, Scalar):
            return None, _wrong_type(path)
        return (None if node.is_null else node.text), ()


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false; in YAML 1.2 `yes` and `no` are texts."""

    def decode(self, node: Node, path: Path) -> Decoded:
        """True, False or None."""
        if isinstance(node, Scalar) and (node.is_null or node.boolean is not None):
            return node.boolean, ()
        return None, _wrong_type(path)


@dataclass(frozen=True, slots=True)
class Url:
    """A text that can be taken apart as a URL; whether it is a good one is a later check."""

    def decode(self, node: Node, path: Path) -> Decoded:
        """The address as written, unless it cannot be taken apart."""
        value, faults = Text().decode(node, path)
        problem = url_fault(value) if isinstance(value, str) else None
        if problem is None:
            return value, faults
        return None, (Fault(path, "", f'parsing URL "{value}": {problem}'),)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one shape; `each` are the checks of its items, `or_one` admits a lone item."""

    item: "Shape"
    each: tuple[Check, ...] = ()
    or_one: bool = False

    def decode(self, node: Node, path: Path) -> Decoded:
        """The items; an item that is null counts as an empty text."""
        if isinstance(node, Scalar) and node.is_null:
            return None, ()
        if self.or_one and isinstance(node, Scalar):
            value, faults = self.item.decode(node, path)
            return [value], faults
        if not isinstance(node, SequenceNode):
            return None, _wrong_type(path)
        values: list[Value] = []
        for index, below in enumerate(node.items):
            value, faults = self.item.decode(below, (*path, index))
            if faults:
                return None, faults
            values.append("" if value is None and not isinstance(self.item, Record) else value)
        return values, ()


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping whose keys the author chooses, each holding one shape."""

    item: "Shape"

    def decode(self, node: Node, path: Path) -> Decoded:
        """What each key holds."""
        if isinstance(node, Scalar) and node.is_null:
            return None, ()
        if not isinstance(node, MappingNode):
            return None, _wrong_type(path)
        values: dict[str, Value] = {}
        for key, entry in node.entries.items():
            value, faults = self.item.decode(entry.value, (*path, MapKey(key)))
            if faults:
                return None, faults
            values[key] = value
        return values, ()


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a mapping: its shape, whether it must be there, what its value must satisfy.

    The checks of an `inherent` mapping run even when it is missing, as if it were empty.
    """

    name: str
    shape: "Shape"
    presence: tuple[Presence, ...] = ()
    checks: tuple[Check, ...] = ()
    inherent: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the keys of the format."""

    fields: tuple[Field, ...]

    def decode(self, node: Node, path: Path) -> Decoded:
        """The known keys that were given; nothing when one of them has a fault."""
        values, faults = self.decode_partly(node, path)
        return (None if faults else values), faults

    def decode_partly(self, node: Node, path: Path) -> Decoded:
        """As `decode`, but what could be read is given along with the faults."""
        if isinstance(node, Scalar) and node.is_null:
            return None, ()
        if not isinstance(node, MappingNode):
            return None, _wrong_type(path)
        values: dict[str, Value] = {}
        first: tuple[Fault, ...] = ()
        for known in self.fields:
            entry = node.entries.get(known.name)
            if entry is None:
                continue
            value, faults = known.shape.decode(entry.value, (*path, known.name))
            first = first or faults
            if not faults:
                values[known.name] = value
        return values, first or self._unknown(node, path)

    def _unknown(self, node: MappingNode, path: Path) -> tuple[Fault, ...]:
        known = {field.name for field in self.fields}
        paths = ((*path, key) for key in node.entries if key not in known)
        return tuple(Fault(unknown, dotted(unknown), f'unknown field "{unknown[-1]}"') for unknown in paths)


Shape = Text | Flag | Url | ListOf | MapOf | Record


def _wrong_type(path: Path) -> tuple[Fault, ...]:
    return (Fault(path, dotted(path), _WRONG_TYPE),)
