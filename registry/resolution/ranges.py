"""Specifiers as ranges of sort keys: a version fits when its key lies in the range, which costs a look, not a parse.

`packaging` says what a specifier means; here the same is said of stored sort keys. What cannot be said so (`>1.0a1`,
`===`) is left to `packaging`.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from packaging.specifiers import Specifier, SpecifierSet
from packaging.version import Version

from registry.catalogue.versioning import read_specifier, sort_key

LOWEST: Final = b""
HIGHEST: Final = b"\xff" * 16
"""Above every key: a key begins with the length of the epoch, which is one byte and small."""

Span = tuple[bytes, bytes]
"""From the first key to, and without, the second."""


class Range(NamedTuple):
    """What a specifier takes: a span of keys without some holes, and the clauses that are left to `packaging`."""

    span: Span
    holes: tuple[Span, ...]
    others: SpecifierSet | None
    names_prerelease: bool


@lru_cache(maxsize=50_000)
def read_range(text: str) -> Range:
    """The range of a specifier. Raises ValueError when it is none or longer than 200 characters."""
    low, high = LOWEST, HIGHEST
    holes: list[Span] = []
    others: list[Specifier] = []
    names_prerelease = False
    for clause in read_specifier(text):
        names_prerelease = names_prerelease or bool(clause.prereleases)
        span = _span(clause)
        if span is None:
            others.append(clause)
        elif clause.operator == "!=":
            holes.append(span)
        else:
            low, high = max(low, span[0]), min(high, span[1])
    return Range((low, high), tuple(holes), SpecifierSet(others) if others else None, names_prerelease)


def _span(clause: Specifier) -> Span | None:
    """The keys of one clause (for `!=` those that it leaves out); None when they are no span."""
    operator, text = clause.operator, clause.version
    if operator == "===":
        return None
    if text.endswith(".*"):
        return _series(Version(text[:-2]))
    version = Version(text)
    if version.local is not None:
        return None
    key = sort_key(version)
    if operator in {"==", "!="}:
        return key, _after(key)
    if operator == ">=":
        return key, HIGHEST
    if operator == "<=":
        return LOWEST, _after(key)
    if operator == "~=":
        prefix = Version(f"{version.epoch}!{'.'.join(map(str, version.release[:-1]))}")
        return key, _series(prefix)[1]
    return _below(version, key) if operator == "<" else _above(version, key)


def _series(version: Version) -> Span:
    """`1.2.*`: from the first pre-release of 1.2 to that of 1.3."""
    *head, last = version.release
    following = ".".join(str(part) for part in (*head, last + 1))
    start = ".".join(str(part) for part in version.release)
    return sort_key(Version(f"{version.epoch}!{start}.dev0")), sort_key(Version(f"{version.epoch}!{following}.dev0"))


def _below(version: Version, key: bytes) -> Span | None:
    """`<2.0` takes no pre-release of 2.0 itself."""
    if version.is_prerelease:
        return LOWEST, key
    if version.is_postrelease:
        return None
    return LOWEST, sort_key(Version(f"{version.base_version}.dev0"))


def _above(version: Version, key: bytes) -> Span | None:
    """`>2.0` takes no post-release of 2.0 itself; those stand right behind it."""
    if version.is_prerelease:
        return None
    if version.is_postrelease:
        return _after(key), HIGHEST
    return key[:-2] + b"\xff", HIGHEST


def _after(key: bytes) -> bytes:
    """The least bytes above a key: no key begins with another."""
    return key + b"\x00"
