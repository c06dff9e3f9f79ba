"""Reading a JSON body strictly: bounded, no duplicate keys, no text that cannot be stored."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, TypeVar
from urllib.parse import unquote_to_bytes

from flask import request
from marshmallow import Schema, fields
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import ClientDisconnected

from registry.kit.errors import PayloadInvalid
from registry.web.errors import BadRequest, BodyCutShort, BodyUnreadable, LengthRequired, MediaTypeUnsupported

View = TypeVar("View", bound=Callable[..., Any])

MAX_BODY: Final = 1024 * 1024
LONGEST_STREAM: Final = 2**63 - 1
"""What a view that reads its body itself may be sent: it holds the body to a limit of its own."""
STREAM_PIECE: Final = 256 * 1024
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
    _Inspector().visit(value, "", 1)
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

    def visit(self, value: Any, pointer: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _too_deep()
        if isinstance(value, str):
            _check_text(value, pointer)
        elif isinstance(value, dict):
            self.keys += len(value)
            if self.keys > MAX_KEYS:
                raise BodyUnreadable(reason_zh="键过多", reason_en="it has too many keys")
            for key, below in value.items():
                _check_text(key, pointer)
                self.visit(below, f"{pointer}/{key}", depth + 1)
        elif isinstance(value, list):
            for place, below in enumerate(value):
                self.visit(below, f"{pointer}/{place}", depth + 1)


def _check_text(text: str, pointer: str) -> None:
    """Such text is valid JSON, so the field is named: PayloadInvalid, not BodyUnreadable."""
    if "\x00" in text:
        raise PayloadInvalid.of(pointer, "文本含有 NUL 字符。", "The text holds a NUL character.")
    if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        raise PayloadInvalid.of(pointer, "文本含有孤立的代理码位。", "The text holds a lone surrogate.")


def takes_stream(view: View) -> View:
    """Mark a view that reads its body piece by piece: it decides who may send before it reads, and no transaction is
    open meanwhile.
    """
    view.takes_stream = True  # type: ignore[attr-defined]
    return view


def takes_up_to(limit: int) -> Callable[[View], View]:
    """Mark a view whose body may be longer than others': a document that is read whole."""

    def mark(view: View) -> View:
        view.longest_body = limit  # type: ignore[attr-defined]
        return view

    return mark


def announced_length() -> int:
    """How long the body will be. Raises LengthRequired where nobody said: it could be cut short unnoticed."""
    if request.content_length is None:
        raise LengthRequired()
    return request.content_length


def body_pieces() -> Iterator[bytes]:
    """The body as it comes in. Raises BodyCutShort when it ends before the length that was announced."""
    left = announced_length()
    while left:
        try:
            piece = request.stream.read(min(left, STREAM_PIECE))
        except (ClientDisconnected, OSError) as error:
            raise BodyCutShort() from error
        if not piece:
            raise BodyCutShort()
        left -= len(piece)
        yield piece


def read_json() -> Any:
    """The JSON body of this request: PATCH takes a merge patch, everything else plain JSON; other types are a 415."""
    charset = request.mimetype_params.get("charset", "utf-8")
    if request.mimetype not in JSON_TYPES[request.method == "PATCH"] or charset.lower() != "utf-8":
        raise MediaTypeUnsupported(accepted=" / ".join(JSON_TYPES[request.method == "PATCH"]))
    return strict_json(request.get_data())


@cache
def _lists_of(schema: Schema) -> frozenset[str]:
    """The arguments that may be given more than once; a view's schema is made once, so this is asked once for each."""
    return frozenset(field.data_key or name for name, field in schema.fields.items() if isinstance(field, fields.List))


class StrictParser(FlaskParser):
    """webargs with our JSON reader; unknown fields and query arguments are refused with 422."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 — webargs' own attribute
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": "raise",
    }

    def load_json(self, req: Any, schema: Any) -> Any:
        return read_json()

    def load_querystring(self, req: Any, schema: Any) -> Any:
        """An argument given twice where one is meant would be read by each reader as it likes: refused."""
        try:
            unquote_to_bytes(req.query_string).decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest() from error
        lists = _lists_of(schema)
        arguments: dict[str, Any] = {}
        for name, values in req.args.lists():
            for value in values:
                _check_text(value, f"/{name}")
            if name not in lists and len(values) > 1:
                raise PayloadInvalid.of(f"/{name}", "参数只能出现一次。", "Give this argument once.")
            arguments[name] = values if name in lists else values[0]
        return arguments


parser = StrictParser()
