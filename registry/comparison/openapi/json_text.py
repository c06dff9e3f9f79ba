"""JSON texts: read strictly, with the lines of places found afterwards, when somebody needs them."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from registry.comparison.openapi.documents import Path, Source, Unreadable

MAX_MARKS: Final = 1_000_000
"""Commas and brackets: a text with more is nothing but structure, and would fill the memory before it is counted."""

MAX_DIGITS: Final = 400
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class _Twice(ValueError):
    """A key stands twice in an object."""


def read_json(text: str) -> Source:
    """The value of a JSON text. Raises Unreadable for a syntax error, a key that stands twice, too deep nesting."""
    if sum(text.count(mark) for mark in ",[{") > MAX_MARKS:
        raise Unreadable(1, "文档的值过多", "the document holds too many values")
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_bounded)
    except _Twice as error:
        line = next((_line(text, at) for _, at in _repeated(text)), 1)
        raise Unreadable(line, f"键“{error}”重复", f"the key '{error}' stands twice") from error
    except RecursionError as error:
        raise Unreadable(1, "嵌套过深", "it is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise Unreadable(error.lineno, f"JSON 语法错误：{error.msg}", f"JSON syntax: {error.msg}") from error
    except ValueError as error:
        raise Unreadable(1, f"不是 JSON 值：{error}", f"no JSON value: {error}") from error
    return Source(value, lambda paths: _lines_of(text, paths))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        raise _Twice(next(key for key, _ in pairs if key in seen or seen.add(key))[:100])  # type: ignore[func-returns-value]
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _bounded(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"{digits[:20]}…")
    return int(digits)


def _places(text: str) -> Iterator[tuple[Path, int]]:
    """Every key and every entry of a list, with the offset at which it begins."""
    path: list[str | int] = []
    is_list: list[bool] = []
    key_next = False
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word in "}]":
            path.pop()
            is_list.pop()
        elif word == ",":
            key_next = not is_list[-1]
            if not key_next:
                path[-1] = int(path[-1]) + 1
        elif word == ":":
            key_next = False
        elif key_next:
            path[-1] = json.loads(word)
            yield tuple(path), token.start()
        else:
            if is_list and is_list[-1]:
                yield tuple(path), token.start()
            if word in "{[":
                path.append(0)
                is_list.append(word == "[")
                key_next = word == "{"


def _repeated(text: str) -> Iterator[tuple[Path, int]]:
    seen: set[Path] = set()
    for path, offset in _places(text):
        if path in seen:
            yield path, offset
        seen.add(path)


def _lines_of(text: str, paths: Sequence[Path]) -> list[int]:
    """The line of each place, or of the last step towards it that is there."""
    wanted = {path[:length] for path in paths for length in range(1, len(path) + 1)}
    found: dict[Path, int] = {(): 1}
    # Counted onwards from place to place: from the beginning each time would be quadratic.
    line, counted = 1, 0
    for path, offset in _places(text):
        if path in wanted and path not in found:
            line, counted = line + text.count("\n", counted, offset), offset
            found[path] = line
            if len(found) > len(wanted):
                break
    return [
        next(found[path[:length]] for length in range(len(path), -1, -1) if path[:length] in found) for path in paths
    ]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
