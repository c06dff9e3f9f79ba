"""What somebody typed, as the words that are looked for. User text is data here, never a query
language.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from registry.search.index.chinese import (
    IDEOGRAPHIC,
    JOINING,
    RUN,
    function_words,
    generic_words,
    pairs,
    query_words,
)
from registry.search.index.lexicon import NO_LEXICON, Lexicon, Piece
from registry.search.index.normalisation import readings
from registry.search.index.query import LONGEST_QUERY_CHARACTERS, MOST_WORDS, QueryTooLong
from registry.search.index.terms import plain_analyzer, stemmable, stems_of

# A stretch of Chinese, or of anything else.
RUN_OR_REST = re.compile(f"[{IDEOGRAPHIC}]+|[^{IDEOGRAPHIC}]+")
_SPELLABLE = re.compile(r"[a-z]{2,60}\Z")


@dataclass(frozen=True)
class Word:
    """One word to find: every term of ``required`` in one component; ``bonus`` terms only rank.

    ``spelling`` is what may be pinyin (Latin words only); ``surface`` the word as normalised.
    """

    surface: str
    required: tuple[str, ...]
    bonus: tuple[str, ...] = ()
    spelling: str | None = None

    @property
    def latin(self) -> bool:
        """Whether the word is written in an alphabet (or in digits)."""
        return RUN.match(self.surface) is None

    @property
    def single_character(self) -> bool:
        """Whether it is one Chinese character, which is looked for in titles, tags and scenarios
        only.
        """
        return len(self.surface) == 1 and not self.latin


@dataclass(frozen=True)
class Unit:
    """One thing to find: the words as typed, or what means the same.

    ``is_generic``: it only ranks where other units are to be found (系统, 平台).
    """

    surface: str
    words: tuple[Word, ...]
    others: tuple[tuple[Word, ...], ...] = ()
    is_generic: bool = False


@dataclass(frozen=True)
class Wording:
    """A query as units; ``alternatives`` are further readings of the same text (mainland words of
    a traditional text; Latin syllables joined to one pinyin word), each complete in itself.

    ``blank`` tells why there are no words: "all" asks for everything (nothing or only punctuation
    was typed), "nothing" was typed in symbols that no component can hold.
    """

    normalised: str
    units: tuple[Unit, ...]
    alternatives: tuple[tuple[Unit, ...], ...] = ()
    blank: Literal["all", "nothing"] = "all"

    @property
    def words(self) -> tuple[Word, ...]:
        """The words as typed, in their order."""
        return tuple(word for unit in self.units for word in unit.words)


@lru_cache(maxsize=4_096)
def read_words(text: str, lexicon: Lexicon = NO_LEXICON) -> Wording:
    """Read what was typed. QueryTooLong over 512 characters or 32 words.

    A text without letters or digits asks for everything, unless it holds a symbol (🙂, +), which
    nothing matches: ``***`` browses, ``🙂`` finds nothing.
    """
    if len(text) > LONGEST_QUERY_CHARACTERS:
        raise QueryTooLong(f"A search takes at most {LONGEST_QUERY_CHARACTERS} characters.")
    found = [" ".join(reading.split()) for reading in readings([text])]
    if not found:
        return Wording("", ())
    units, *others = [_units(reading, lexicon) for reading in found]
    if sum(len(unit.words) for unit in units) > MOST_WORDS:
        raise QueryTooLong(f"A search takes at most {MOST_WORDS} words.")
    if not units:
        symbols = any(unicodedata.category(character).startswith("S") for character in found[0])
        return Wording(found[0], (), blank="nothing" if symbols else "all")
    joined = _joined_spelling(units)
    return Wording(found[0], units, (*others, *([joined] if joined else [])))


def _units(text: str, lexicon: Lexicon) -> tuple[Unit, ...]:
    """The distinct units of a normalised text in their order, without asking and joining words
    where others remain.
    """
    units: dict[str, Unit] = {}
    for piece in lexicon.pieces(text):
        for unit in _phrase(piece) if piece.is_phrase else _plain(piece.text):
            units.setdefault(unit.surface, unit)
    telling = [unit for unit in units.values() if not _only_joins(unit.surface)]
    return tuple(telling or units.values())


def _only_joins(surface: str) -> bool:
    return surface in function_words() or surface in JOINING


def _phrase(piece: Piece) -> list[Unit]:
    words = (_name(piece.text),) if piece.is_name and RUN.fullmatch(piece.text) else _telling_words(piece.text)
    others = tuple(meant for other in piece.others if (meant := synonym_of(other)))
    return [Unit(piece.text, words, others, piece.text in generic_words())] if words else []


def synonym_of(text: str) -> tuple[Word, ...]:
    """A phrase that means the same: it was not typed, so it is nobody's pinyin."""
    return tuple(replace(word, spelling=None) for word in _telling_words(text))


def _telling_words(text: str) -> tuple[Word, ...]:
    words = _words(text)
    return tuple(word for word in words if not _only_joins(word.surface)) or words


def _plain(text: str) -> list[Unit]:
    """A unit for each word; a single character beside others only ranks."""
    words = _words(text)
    lonely = len(words) == 1 and len(text.strip()) > 1
    return [
        Unit(word.surface, (word,), (), word.surface in generic_words() or (word.single_character and lonely))
        for word in words
    ]


def _words(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    for part in RUN_OR_REST.findall(text):
        found += _chinese(part) if RUN.match(part) else _latin(part)
    return tuple(found)


def _name(text: str) -> Word:
    """A name of the lexicon: found by all its pairs, and better where it was indexed as a whole."""
    return Word(text, tuple(dict.fromkeys(pairs(text))), bonus=(text,))


def _latin(part: str) -> list[Word]:
    surfaces = plain_analyzer().analyze(stemmable(part))
    return [
        Word(surface, (stem,), spelling=surface if _SPELLABLE.match(surface) else None)
        for surface, stem in zip(surfaces, stems_of(part), strict=True)
    ]


def _chinese(run: str) -> list[Word]:
    """Words of a run. The pair that bridges two words is a bonus: words side by side rank before
    words apart.
    """
    found = query_words(run)
    words: list[Word] = []
    for place, word in enumerate(found):
        required = tuple(dict.fromkeys(pairs(word))) or (word,)
        bridge: tuple[str, ...] = ()
        if place and (pair := found[place - 1][-1] + word[0]) in run:
            bridge = (pair,)
        words.append(Word(word, required, bonus=((word,) if len(word) > 2 else ()) + bridge))
    return words


def _joined_spelling(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Neighbouring Latin words joined into one: "zhi hui ting che" may be the pinyin of a name."""
    words = [unit.words[0] if len(unit.words) == 1 else None for unit in units]
    if len(units) < 2 or not any(word and word.spelling for word in words):
        return ()
    result: list[Unit] = []
    joined = 0
    for unit, word in zip(units, words, strict=True):
        before = result[-1].words[0] if result else None
        if before is not None and word is not None and before.spelling and word.spelling:
            together = before.spelling + word.spelling
            result[-1] = Unit(together, (Word(together, (together,), spelling=together),))
            joined += 1
        else:
            result.append(unit)
    return tuple(result) if joined else ()
