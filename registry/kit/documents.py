"""Rendering: a resource becomes bytes once, when it changes; readers are sent those bytes with their tag."""

import hashlib
from typing import Any, NamedTuple

import orjson

from registry.kit.errors import Stale


class Rendered(NamedTuple):
    """The JSON of a resource and its strong entity tag (quoted, as it goes into the header)."""

    body: bytes
    etag: str


def render(value: dict[str, Any]) -> Rendered:
    """Render a resource. Equal content gives equal bytes and an equal tag."""
    body = orjson.dumps(value)
    return Rendered(body, tag_of(body))


def tag_of(body: bytes) -> str:
    """A strong entity tag for these bytes: the first 128 bits of their SHA-256."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def check_tag(present: str | None, expected: str | None) -> None:
    """Refuse a change that was built on another state of the resource than the present one; None: it is not there."""
    if present != expected:
        raise Stale()


def join_list(items: list[bytes], next_cursor: str | None, rest: bytes = b"") -> bytes:
    """`{"items": […], "next": …}` from items rendered earlier; `rest` is further members, each led by a comma."""
    return b'{"items":[%b],"next":%b%b}' % (b",".join(items), orjson.dumps(next_cursor), rest)
