"""On which line of a JSON or YAML text a value stands: so that who wrote it finds the mistake."""

from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, counted from 1, of the value at `path`: keys of objects and places in lists, from the root.

    Where the path leads nowhere it is the line of the last step that exists; 1 for a text that cannot be read.
    """
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
