"""Badges: a fact about a component in a small picture, for the page of its source code. Pure."""

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from registry.catalogue.reuse import ShownCount
from registry.kit.errors import Bilingual

Subject = Literal["version", "adopters", "quality"]
SUBJECTS: Final[tuple[Subject, ...]] = ("version", "adopters", "quality")

# Dark enough for white letters on each (WCAG: a contrast of at least 4.5).
_GOOD: Final = "#2e6b30"
_FAIR: Final = "#7a5200"
_BAD: Final = "#a4262c"
_PLAIN: Final = "#1f5a96"
_NOTHING: Final = "#5a5f66"

_VERSION: Final = Bilingual("版本", "version")
_ADOPTERS: Final = Bilingual("采用城市", "adopting cities")
_QUALITY: Final = Bilingual("资料完整度", "documentation")
_NONE_YET: Final = Bilingual("暂无", "none yet")
_DEPRECATED: Final = Bilingual("{number}（已弃用）", "{number} (deprecated)")
_RETIRED: Final = Bilingual("{number}（已停用）", "{number} (retired)")
_ENDED: Final = {"deprecated": _DEPRECATED, "retired": _RETIRED}

_PADDING: Final = 6
_WIDE: Final = 11.0
_NARROW: Final = 6.7


@dataclass(frozen=True, slots=True)
class Badge:
    """What it is about, what is so, and the colour of that."""

    subject: str
    fact: str
    colour: str

    @property
    def subject_width(self) -> float:
        return width_of(self.subject) + 2 * _PADDING

    @property
    def fact_width(self) -> float:
        return width_of(self.fact) + 2 * _PADDING

    @property
    def width(self) -> float:
        return self.subject_width + self.fact_width


def version_badge(number: str | None, status: str, language: str) -> Badge:
    """The latest version; that a component is on its way out shows before its number is copied."""
    subject = _VERSION.in_language(language)
    if number is None:
        return Badge(subject, _NONE_YET.in_language(language), _NOTHING)
    if status in _ENDED:
        return Badge(subject, _ENDED[status].in_language(language).format(number=number), _BAD)
    return Badge(subject, number, _PLAIN)


def adopters_badge(count: ShownCount, language: str) -> Badge:
    """How many other cities run it; a few are one bucket, so that nobody can be guessed."""
    subject = _ADOPTERS.in_language(language)
    if count["adopters"] is None:
        return Badge(subject, f"< {count['fewer_than']}", _PLAIN)
    return Badge(subject, str(count["adopters"]), _PLAIN if count["adopters"] else _NOTHING)


def quality_badge(points: int, language: str) -> Badge:
    """How complete its documentation is, of 100 points."""
    colour = _GOOD if points >= 80 else _FAIR if points >= 50 else _NOTHING
    return Badge(_QUALITY.in_language(language), f"{points} / 100", colour)


def width_of(text: str) -> float:
    """How wide a text is drawn: Chinese characters take the whole of their square."""
    widths = (_WIDE if unicodedata.east_asian_width(character) in "WF" else _NARROW for character in text)
    return round(sum(widths), 1)
