"""Parameters: what a caller puts into the path, the query, the headers and the cookies."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from registry.comparison.openapi.changes import Change, Place, difference, judged
from registry.comparison.openapi.documents import mapping, sequence
from registry.comparison.openapi.references import resolved
from registry.comparison.openapi.schemas import SchemaComparer
from registry.comparison.openapi.shapes import canonical

IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})
"""Described by other parts of a document: the specification ignores them as parameters."""

_STYLES: Final = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_TEMPLATE: Final = re.compile(r"\{([^{}]+)\}")


class Parameter(NamedTuple):
    """A parameter where it takes effect, and its place in the document."""

    place: str
    name: str
    node: dict[str, Any]
    steps: tuple[str | int, ...]

    @property
    def is_required(self) -> bool:
        return self.node.get("required") is True or self.place == "path"

    @property
    def way(self) -> str:
        """How its value is written, with what goes without saying."""
        style = self.node.get("style", _STYLES[self.place])
        explode = self.node.get("explode", style == "form")
        return canonical([style, explode, self.node.get("allowReserved", False)])


Key = tuple[str, str]


def without_names(path: str) -> str:
    """A path as callers write it: what a placeholder is called is not on the wire.

    >>> without_names("/spots/{id}/bookings")
    '/spots/{}/bookings'
    """
    return _TEMPLATE.sub("{}", path)


def parameters_of(document: Any, path: str, item: dict[str, Any], method: str) -> dict[Key, Parameter]:
    """What applies to an operation: its own parameters, and those of its path that it does not replace."""
    found: dict[Key, Parameter] = {}
    names = _TEMPLATE.findall(path)
    lists = ((item, ("parameters",)), (mapping(item.get(method)), (method, "parameters")))
    for holder, steps in lists:
        for number, listed in enumerate(sequence(holder.get("parameters"))):
            node = resolved(document, listed)
            place, name = node.get("in"), node.get("name")
            if place not in _STYLES or not isinstance(name, str):
                continue
            if place == "header" and name.lower() in IGNORED_HEADERS:
                continue
            found[_key(place, name, names)] = Parameter(place, name, node, (*steps, number))
    return found


def _key(place: str, name: str, names: list[str]) -> Key:
    if place == "path" and name in names:
        return place, str(names.index(name))
    return place, name.lower() if place == "header" else name


class ParameterComparer:
    """Compares the parameters of an operation."""

    def __init__(self, schemas: SchemaComparer) -> None:
        self.schemas = schemas

    def compare(self, old: dict[Key, Parameter], new: dict[Key, Parameter], place: Place) -> Iterator[Change]:
        gone = {key: parameter for key, parameter in old.items() if key not in new}
        come = {key: parameter for key, parameter in new.items() if key not in old}
        for parameter in list(gone.values()):
            moved = next((other for other in come.values() if other.name == parameter.name), None)
            if moved is not None:
                facts = {"name": moved.name, "old": parameter.place, "new": moved.place}
                yield judged("parameter_moved", "breaking", place.below(*moved.steps), facts)
                gone = {key: other for key, other in gone.items() if other is not parameter}
                come = {key: other for key, other in come.items() if other is not moved}
        for parameter in gone.values():
            facts = {"name": parameter.name, "place": parameter.place}
            yield judged("parameter_removed", "breaking", place.below(*parameter.steps), facts)
        for parameter in come.values():
            facts = {"name": parameter.name, "place": parameter.place}
            kind = "required_parameter_added" if parameter.is_required else "parameter_added"
            verdict = "breaking" if parameter.is_required else "compatible"
            yield judged(kind, verdict, place.below(*parameter.steps), facts)
        for key in old.keys() & new.keys():
            yield from self._both(old[key], new[key], place.below(*new[key].steps))

    def _both(self, old: Parameter, new: Parameter, place: Place) -> Iterator[Change]:
        facts = {"name": new.name}
        if old.is_required != new.is_required:
            kind = "parameter_newly_required" if new.is_required else "parameter_no_longer_required"
            yield difference(kind, "narrower" if new.is_required else "wider", place, facts)
        if old.way != new.way:
            yield judged("parameter_style_changed", "breaking", place, facts)
        if new.node.get("deprecated") is True and old.node.get("deprecated") is not True:
            yield judged("parameter_deprecated", "compatible", place, facts)
        yield from self._default(old, new, place)
        yield from self.schemas.compare(_schema(old.node), _schema(new.node), place.below("schema"))

    def _default(self, old: Parameter, new: Parameter, place: Place) -> Iterator[Change]:
        """Whoever leaves a parameter out gets another answer when its default changes."""
        if new.is_required:
            return
        before, after = (mapping(parameter.node.get("schema")).get("default") for parameter in (old, new))
        if before is not None and canonical(before) != canonical(after):
            facts = {"name": new.name, "old": canonical(before), "new": None if after is None else canonical(after)}
            yield judged("default_changed", "unknown", place.below("schema", "default"), facts)


def _schema(node: dict[str, Any]) -> tuple[Any, ...]:
    if "schema" in node:
        return (node["schema"],)
    media = list(mapping(node.get("content")).values())
    return (mapping(media[0]).get("schema", True),) if media else ()
