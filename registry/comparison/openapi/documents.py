"""An interface document as it was read, and what can be wrong with one."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from registry.kit.errors import Bilingual

Path = tuple[str | int, ...]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Unreadable(Exception):
    """A text that is refused as a whole: on which line, and why."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.line = line
        self.message = Bilingual(zh, en)


class Problem(NamedTuple):
    """A mistake in a document. `severity` is `error` where it cannot be compared because of it, else `warning`."""

    line: int
    pointer: str
    severity: str
    message: Bilingual


class Source(NamedTuple):
    """The value of a JSON or YAML text, and the way back from places in it to its lines."""

    value: Any
    lines_of: Callable[[Sequence[Path]], list[int]]


class Interface(NamedTuple):
    """A document that was read and found good. `dialect` is `3.0` or `3.1`."""

    document: dict[str, Any]
    dialect: str
    title: str
    version: str
    operations: tuple[str, ...]


def pointer_of(path: Path) -> str:
    """The JSON pointer (RFC 6901) of a place.

    >>> pointer_of(("paths", "/spots", "get"))
    '/paths/~1spots/get'
    """
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is an object, else an empty one: so that a comparison goes on over what is odd."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """The same for lists."""
    return value if isinstance(value, list) else []
