"""What packages and licences are found by, and what a search asks for. Pure."""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from packaging.version import InvalidVersion, Version

from registry.catalogue.versioning import read_specifier
from registry.sboms.expressions import licenses_in, read_terms

_LONGEST_KEY: Final = 300
_LONGEST_KEYS: Final = 2000
_OPERATOR: Final = re.compile(r"[<>=!~]")
_VERSION_LIKE: Final = re.compile(r"([<>=!~]|v?\d)")


def key_of(name: str) -> str:
    """A name as names are compared."""
    return name.casefold()[:_LONGEST_KEY]


def license_keys(licenses: Iterable[str]) -> list[str]:
    """The licences that are named, each once: those within an expression, and other names as they stand."""
    found: list[str] = []
    for text in licenses:
        terms = read_terms(text)
        named = [text] if terms is None else licenses_in(terms)
        found += (name.casefold().replace("|", " ")[:200] for name in named)
    return list(dict.fromkeys(found))


def barred(keys: Iterable[str]) -> str:
    """Keys between bars, as one text that is searched: `|mit|apache-2.0|`; those that find no room are left out."""
    joined = "|"
    for key in keys:
        if len(joined) + len(key) + 1 <= _LONGEST_KEYS:
            joined += f"{key}|"
    return joined


def after_prefix(prefix: str) -> str:
    """The least text that sorts after everything that begins like this, byte by byte."""
    last = ord(prefix[-1]) + 1
    return prefix[:-1] + chr(0xE000 if 0xD800 <= last < 0xE000 else min(last, 0x10FFFF))


class Words(NamedTuple):
    """What somebody typed into one field: a package URL, or a group, a name and a version as far as they are there."""

    purl: str | None
    group: str | None
    name: str | None
    version: str | None


def read_words(text: str) -> Words:
    """`log4j 2.14`, `org.apache.logging.log4j:log4j-core <2.15`, `@angular/core`, `pkg:npm/left-pad`."""
    if text.startswith("pkg:"):
        return Words(text, None, None, None)
    *before, last = text.split()
    has_version = bool(before) and _VERSION_LIKE.match(last) is not None
    name = " ".join(before if has_version else [*before, last])
    group, _, rest = name.rpartition(":") if ":" in name else name.rpartition("/")
    return Words(None, group or None, rest, last if has_version else None)


def wish_for(version: str, *, loosely: bool = False) -> Callable[[str], bool | None]:
    """Whether a number is wanted; None where it cannot be compared with the specifier.

    `2.14` is that number as PEP 440 compares (2.14.0 is the same), `2.14.*` it and those below it, `<2.15` a specifier.
    `loosely`, a bare number stands for those below it too. Raises ValueError for a specifier that is none.
    """
    if _OPERATOR.match(version):
        return _within(version)
    if version.endswith(".*"):
        return _below(version.removesuffix(".*"))
    return _below(version) if loosely else _same(version)


def _within(specifier: str) -> Callable[[str], bool | None]:
    wanted = read_specifier(specifier)

    def decide(number: str) -> bool | None:
        found = _version(number)
        return None if found is None else wanted.contains(found, prereleases=True)

    return decide


def _below(base: str) -> Callable[[str], bool | None]:
    return lambda number: number == base or (number.startswith(base) and number[len(base)] in ".-_+")


def _same(version: str) -> Callable[[str], bool | None]:
    wanted = _version(version)
    return lambda number: number == version or (wanted is not None and _version(number) == wanted)


def _version(number: str) -> Version | None:
    try:
        return Version(number) if len(number) <= 64 else None
    except InvalidVersion:
        return None
