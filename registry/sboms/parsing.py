"""The JSON of a bill of materials, read strictly: one meaning only, and bounded in depth. Pure."""

import json
from collections.abc import Iterator
from typing import Any, Final

import orjson

from registry.sboms.errors import SbomUnreadable

MAX_DEPTH: Final = 64
"""Components may hold components, but no tool nests them so deep."""


def parse(raw: bytes) -> tuple[str, Any]:
    """The text and its value. Raises SbomUnreadable for what is no JSON, nested too deep, or has a key twice."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SbomUnreadable(
            reason_zh=f"第 {line} 行不是 UTF-8", reason_en=f"line {line} holds bytes that are not UTF-8"
        ) from error
    _check_syntax(text)
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_int=float)
    except RecursionError as error:
        raise _too_deep() from error
    _check_depth(value)
    return text, value


def _check_syntax(text: str) -> None:
    """By the stricter of the two readers: it knows no NaN and no half characters, and tells the line."""
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if "recursion" in error.msg:
            raise _too_deep() from error
        raise SbomUnreadable(
            reason_zh=f"第 {error.lineno} 行有语法错误", reason_en=f"syntax error on line {error.lineno}"
        ) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)[:40]
        raise SbomUnreadable(
            reason_zh=f"同一对象中有两个键“{twice}”", reason_en=f"an object has the key '{twice}' twice"
        )
    return found


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [below for outer in level for below in _containers_in(outer)]
        if not level:
            return
    raise _too_deep()


def _containers_in(outer: Any) -> Iterator[Any]:
    inner = outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ()
    return (below for below in inner if isinstance(below, dict | list))


def _too_deep() -> SbomUnreadable:
    return SbomUnreadable(
        reason_zh=f"嵌套超过 {MAX_DEPTH} 层", reason_en=f"it is nested more than {MAX_DEPTH} levels deep"
    )
