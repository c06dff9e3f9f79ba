"""Version numbers as PEP 440 orders them, and specifiers over them."""

import re
from typing import Final, NamedTuple

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

MAX_LENGTH: Final = 64
MAX_PART: Final = 2**64
MAX_SPECIFIER_LENGTH: Final = 200


class VersionNumber(NamedTuple):
    """A version in its one canonical spelling, with the key it is ordered and told apart by."""

    number: str
    sort_key: bytes
    is_prerelease: bool


class VersionUnreadable(ValueError):
    """A spelling that is refused; `suggestion` is a valid one close to it, when there is one."""

    def __init__(self, text: str, suggestion: str | None) -> None:
        super().__init__(text)
        self.suggestion = suggestion


def read_version(text: str) -> VersionNumber:
    """Any valid PEP 440 spelling becomes the canonical one.

    Raises VersionUnreadable for other text, for local versions (`1.0+city`), for more than 64 characters, and for
    numbers of 2**64 and above, which the sort key could not hold.
    """
    version = _parse(text)
    if version is None or version.local is not None:
        raise VersionUnreadable(text, _suggest(text))
    return VersionNumber(str(version), sort_key(version), version.is_prerelease)


def sort_key(version: Version) -> bytes:
    """Bytes that sort as `packaging` orders versions, on any engine; equal for 1.0 and 1.0.0.0.

    Each number is led by its length; 0x00 ends the release, so that 1 < 1.0.1. The order of the suffixes is PEP 440's:
    dev < a < b < rc < final < post.
    """
    release = list(version.release)
    while len(release) > 1 and release[-1] == 0:
        release.pop()
    return b"".join(
        (
            _number(version.epoch),
            *(_number(part) for part in release),
            b"\x00",
            _pre(version),
            b"\x00" if version.post is None else b"\x01" + _number(version.post),
            b"\xff" if version.dev is None else b"\x01" + _number(version.dev),
        )
    )


def read_specifier(text: str) -> SpecifierSet:
    """A specifier such as `>=1.2,<2`; raises ValueError when it is none or longer than 200 characters."""
    if len(text) > MAX_SPECIFIER_LENGTH:
        raise ValueError(text[:MAX_SPECIFIER_LENGTH])
    try:
        return SpecifierSet(text)
    except (InvalidSpecifier, ValueError) as error:
        raise ValueError(text) from error


def _parse(text: str) -> Version | None:
    # Blanks around a version are valid in PEP 440's own reading, but a label with blanks is a slip of the keyboard.
    if len(text) > MAX_LENGTH or not text.isascii() or text != text.strip():
        return None
    try:
        version = Version(text)
    except (InvalidVersion, ValueError):
        return None
    numbers = (version.epoch, *version.release, *(part or 0 for part in (version.post, version.dev)))
    if any(number >= MAX_PART for number in (*numbers, version.pre[1] if version.pre else 0)):
        return None
    return version


_WORDS_OF_PRERELEASE: Final = (
    (re.compile(r"[-._]?snapshot\b", re.I), ".dev0"),
    (re.compile(r"[-._]?(release|final|ga)\b", re.I), ""),
    (re.compile(r"[-._]?(milestone|m)[-._]?(\d+)", re.I), r"a\2"),
    (re.compile(r"[-._]?alpha[-._]beta", re.I), "b0"),
    (re.compile(r"\+.*", re.S), ""),
    (re.compile(r"^[^0-9]+"), ""),
)


def _suggest(text: str) -> str | None:
    """The nearest valid spelling: what people write (SNAPSHOT, RELEASE, M1, 版本2.1) is turned first."""
    attempt = text[:MAX_LENGTH].strip()
    for pattern, replacement in _WORDS_OF_PRERELEASE:
        attempt = pattern.sub(replacement, attempt)
    for shortened in (attempt, *(found.group() for found in re.finditer(r"\d+(\.\d+)*", attempt))):
        version = _parse(shortened)
        if version is not None and version.local is None:
            return str(version)
    return None


def _number(value: int) -> bytes:
    packed = value.to_bytes(max(1, (value.bit_length() + 7) // 8))
    return bytes((len(packed),)) + packed


def _pre(version: Version) -> bytes:
    if version.pre is not None:
        phase, number = version.pre
        return bytes((("a", "b", "rc").index(phase) + 1,)) + _number(number)
    if version.dev is not None and version.post is None:
        return b"\x00"
    return b"\xff"
