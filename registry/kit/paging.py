"""Pages by key set: a cursor holds where the last page ended, so that nothing is skipped or repeated under writes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

import orjson
from itsdangerous import BadSignature, URLSafeSerializer

from registry.kit.errors import CursorInvalid

T = TypeVar("T")

MAX_LIMIT: Final = 100
DEFAULT_LIMIT: Final = 20


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and the sort values after which the next page begins (None at the end)."""

    items: list[T]
    after: tuple[Any, ...] | None


def page_of(rows: list[T], limit: int, key: Any) -> Page[T]:
    """Cut a page from `limit + 1` rows; `key(row)` gives a row's sort values."""
    if len(rows) <= limit:
        return Page(rows, None)
    return Page(rows[:limit], key(rows[limit - 1]))


class Cursors:
    """Signs and reads cursors. A cursor is bound to the filters of the list it came from."""

    def __init__(self, secret: str) -> None:
        # The secret is hashed once into a key, so the library need not derive one for every cursor.
        key = hashlib.sha256(b"cursor-1 " + secret.encode()).digest()
        signing = {"key_derivation": "none", "digest_method": hashlib.sha256}
        self._serializer = URLSafeSerializer(key, signer_kwargs=signing)

    def write(self, after: tuple[Any, ...] | None, filters: Mapping[str, Any]) -> str | None:
        if after is None:
            return None
        return str(self._serializer.dumps([_digest(filters), *after]))

    def read(self, cursor: str | None, filters: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The sort values to go on from; refuses a cursor that is forged or belongs to other filters."""
        if cursor is None:
            return None
        try:
            digest, *after = self._serializer.loads(cursor)
        except (BadSignature, ValueError, TypeError) as error:
            raise CursorInvalid() from error
        if digest != _digest(filters):
            raise CursorInvalid()
        return tuple(after)


def _digest(filters: Mapping[str, Any]) -> str:
    relevant = {key: value for key, value in filters.items() if key not in {"cursor", "limit"}}
    packed = orjson.dumps(relevant, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return hashlib.sha256(packed).hexdigest()[:16]
