"""Reading a JSON body strictly: bounded, no duplicate keys, no text that cannot be stored."""

import json
from typing import Any, Final

from flask import request
from webargs.flaskparser import FlaskParser

from registry.web.errors import BodyUnreadable, MediaTypeUnsupported

MAX_BODY: Final = 1024 * 1024
MAX_DEPTH: Final = 32
MAX_KEYS: Final = 10_000
MAX_INTEGER_DIGITS: Final = 19

JSON_TYPES: Final = (
    ("application/json",),
    ("application/merge-patch+json", "application/json"),
)
"""Without and with PATCH."""


def strict_json(raw: bytes) -> Any:
    """The value of a JSON text. Refuses, with a reason, what lenient parsers let through: see `BodyUnreadable`."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BodyUnreadable(reason_zh="不是 UTF-8", reason_en="it is not UTF-8") from error
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_int=_bounded_integer,
        )
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        where = getattr(error, "lineno", None)
        raise BodyUnreadable(
            reason_zh=f"第 {where} 行有语法错误" if where else "语法错误",
            reason_en=f"syntax error on line {where}" if where else "syntax error",
        ) from error
    _Inspector().visit(value, 1)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BodyUnreadable(reason_zh="对象中有重复的键", reason_en="an object has a key twice")
    return found


def _no_constant(name: str) -> Any:
    raise BodyUnreadable(reason_zh=f"{name} 不是 JSON", reason_en=f"{name} is not JSON")


def _bounded_integer(digits: str) -> int:
    if len(digits) > MAX_INTEGER_DIGITS:
        raise BodyUnreadable(reason_zh="整数过大", reason_en="an integer is too large")
    return int(digits)


def _too_deep() -> BodyUnreadable:
    return BodyUnreadable(reason_zh="嵌套过深", reason_en="it is nested too deeply")


class _Inspector:
    """Walks a parsed value once: depth, number of keys, and text that no database column can hold."""

    def __init__(self) -> None:
        self.keys = 0

    def visit(self, value: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _too_deep()
        if isinstance(value, str):
            _check_text(value)
        elif isinstance(value, dict):
            self.keys += len(value)
            if self.keys > MAX_KEYS:
                raise BodyUnreadable(reason_zh="键过多", reason_en="it has too many keys")
            for key, below in value.items():
                _check_text(key)
                self.visit(below, depth + 1)
        elif isinstance(value, list):
            for below in value:
                self.visit(below, depth + 1)


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise BodyUnreadable(reason_zh="文本含有 NUL 字符", reason_en="a text holds a NUL character")
    if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        raise BodyUnreadable(reason_zh="文本含有孤立的代理码位", reason_en="a text holds a lone surrogate")


def read_json() -> Any:
    """The JSON body of this request: PATCH takes a merge patch, everything else plain JSON; other types are a 415."""
    if request.mimetype not in JSON_TYPES[request.method == "PATCH"]:
        raise MediaTypeUnsupported(accepted=" / ".join(JSON_TYPES[request.method == "PATCH"]))
    return strict_json(request.get_data())


class StrictParser(FlaskParser):
    """webargs with our JSON reader; unknown fields and query arguments are refused with 422."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 — webargs' own attribute
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": "raise",
    }

    def load_json(self, req: Any, schema: Any) -> Any:
        return read_json()


parser = StrictParser()
