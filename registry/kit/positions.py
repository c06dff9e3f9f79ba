"""On which line of a JSON or YAML text a value stands: so that who wrote it finds the mistake."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

_BLANKS: Final = re.compile(r"[ \t\n\r]*")
_JSON: Final = json.JSONDecoder()


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, counted from 1, of the value at `path`: keys of objects and places in lists, from the root.

    Where the path leads nowhere it is the line of the last step that exists; 1 for a text that cannot be read.
    """
    try:
        return text.count("\n", 0, _offset_in_json(text, path)) + 1
    except (ValueError, IndexError, RecursionError):
        return _line_in_yaml(text, path)


def lines_of(text: str, paths: Iterable[Sequence[str | int]]) -> list[int]:
    """The same for several values of a long JSON text, which is walked through once; 1 for a text that is no JSON."""
    wanted = [tuple(str(step) for step in path) for path in paths]
    begins = _past_blanks(text, 0)
    try:
        offsets = _offsets_below(text, begins, begins, set(wanted))
    except (ValueError, IndexError, RecursionError):
        return [1] * len(wanted)
    return [text.count("\n", 0, offsets[path]) + 1 for path in wanted]


def items_of(text: str) -> list[tuple[int, str]]:
    """The items of a JSON list as they are written, each with the line it begins on. Raises ValueError."""
    begins = [(start, end) for _, _, start, end in _below_in_json(text, _past_blanks(text, 0))]
    return [(text.count("\n", 0, start) + 1, text[start:end]) for start, end in begins]


def _offset_in_json(text: str, path: Sequence[str | int]) -> int:
    """Where a value begins, or the key that leads to it; siblings are passed over without looking into them."""
    offset = value = _past_blanks(text, 0)
    if text[value] not in "{[":
        raise ValueError(text[:20])
    for step in path:
        found = next((place for place in _below_in_json(text, value) if place[0] == str(step)), None)
        if found is None:
            return offset
        _, offset, value, _ = found
    return offset


def _offsets_below(text: str, begins: int, value: int, paths: set[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Where the values at these paths begin, seen from the one at `value`, whose key or itself is at `begins`."""
    found = dict.fromkeys(paths, begins)
    below: dict[str, set[tuple[str, ...]]] = {}
    for path in paths:
        if path:
            below.setdefault(path[0], set()).add(path[1:])
    for key, offset, inner, _ in _below_in_json(text, value) if below else ():
        if key in below:
            found |= {
                (key, *rest): place for rest, place in _offsets_below(text, offset, inner, below.pop(key)).items()
            }
            if not below:
                break
    return found


def _below_in_json(text: str, offset: int) -> Iterator[tuple[str, int, int, int]]:
    """The members of the object or list that begins at `offset`: its key or place, where that begins, where its value
    begins and ends."""
    opening = text[offset]
    if opening not in "{[":
        return
    number, offset = 0, _past_blanks(text, offset + 1)
    while text[offset] not in "}]":
        key, begins = str(number), offset
        if opening == "{":
            key, offset = _JSON.raw_decode(text, offset)
            offset = _past_blanks(text, _past_blanks(text, offset) + 1)
        _, end = _JSON.raw_decode(text, offset)
        yield key, begins, offset, end
        offset = _past_blanks(text, end)
        if text[offset] == ",":
            offset = _past_blanks(text, offset + 1)
        number += 1


def _past_blanks(text: str, offset: int) -> int:
    return _BLANKS.match(text, offset).end()  # type: ignore[union-attr]


def _line_in_yaml(text: str, path: Sequence[str | int]) -> int:
    try:
        node = YAML(typ="rt").compose(text)
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        return mark.line + 1 if mark else 1
    line = 1
    for step in path:
        if node is None:
            return line
        node, line = _below(node, step, line)
    return line


def _below(node: Node, step: str | int, line: int) -> tuple[Node | None, int]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if str(key.value) == str(step):
                return value, _line(key)
    if isinstance(node, SequenceNode) and str(step).isdecimal() and int(step) < len(node.value):
        found = node.value[int(step)]
        return found, _line(found)
    return None, line


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1
