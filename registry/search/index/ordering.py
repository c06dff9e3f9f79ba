"""Sort keys: one number per document and sort, unique, so that a page can say "after this one"
and mean it.
"""

from datetime import UTC, datetime

BITS_OF_ID = 32
LARGEST_ID = (1 << BITS_OF_ID) - 1
_LARGEST_VALUE = (1 << BITS_OF_ID) - 1
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# Names are compared by their first 24 bytes in three numbers; the few that share those are told
# apart by their whole text.
NAME_KEYS = 3
_BYTES_OF_KEY = 8


def _unique(value: int, identity: int) -> int:
    """``value`` (cut to 32 bits) and, among equals, the id: greater sorts first in descending
    order.
    """
    return min(max(value, 0), _LARGEST_VALUE) << BITS_OF_ID | identity


def checked_id(identity: int) -> int:
    """The id, if a sort key can hold it; ValueError where it does not lie in 1 … 2³²−1."""
    if not 1 <= identity <= LARGEST_ID:
        raise ValueError(f"A component's id must lie in 1 … {LARGEST_ID}, not {identity}.")
    return identity


def recent_key(listed_at: datetime | None, identity: int) -> int:
    """Newest first: whole seconds since 2000 (until 2136), then the id; never listed sorts last."""
    seconds = 0 if listed_at is None else int((listed_at - _EPOCH).total_seconds())
    return _unique(seconds, identity)


def adopters_key(adopters: int, identity: int) -> int:
    """Most adopted first, then the id."""
    return _unique(adopters, identity)


def name_keys(full_name: str) -> tuple[int, int, int]:
    """The first 24 bytes of a name as three numbers that compare as the bytes do."""
    padded = full_name.encode("utf-8")[: NAME_KEYS * _BYTES_OF_KEY].ljust(NAME_KEYS * _BYTES_OF_KEY, b"\0")
    first, second, third = (
        int.from_bytes(padded[start : start + _BYTES_OF_KEY]) for start in range(0, len(padded), _BYTES_OF_KEY)
    )
    return first, second, third
