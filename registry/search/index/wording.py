"""What somebody typed, as the words that are looked for. User text is data here, never a query
language.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from registry.search.index.chinese import IDEOGRAPHIC, RUN, pairs, query_words
from registry.search.index.normalisation import readings
from registry.search.index.query import LONGEST_QUERY_CHARACTERS, MOST_WORDS, QueryTooLong
from registry.search.index.schema import plain_analyzer, stemming_analyzer

# A stretch of Chinese, or of anything else.
RUN_OR_REST = re.compile(f"[{IDEOGRAPHIC}]+|[^{IDEOGRAPHIC}]+")
# English words that say nothing of a component; a query that holds others does without them.
_JOINING = re.compile(r"(?:an?|and|are|as|at|by|for|from|in|is|it|of|on|or|the|to|with)\Z")
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
class Wording:
    """A query as words; ``alternatives`` are further readings of the same text (mainland words of
    a traditional text; Latin syllables joined to one pinyin word), each complete in itself.

    ``blank`` tells why there are no words: "all" asks for everything (nothing or only punctuation
    was typed), "nothing" was typed in symbols that no component can hold.
    """

    normalised: str
    words: tuple[Word, ...]
    alternatives: tuple[tuple[Word, ...], ...] = ()
    blank: Literal["all", "nothing"] = "all"


@lru_cache(maxsize=4_096)
def read_words(text: str) -> Wording:
    """Read what was typed. QueryTooLong over 512 characters or 32 words.

    A text without letters or digits asks for everything, unless it holds a symbol (🙂, +), which
    nothing matches: ``***`` browses, ``🙂`` finds nothing.
    """
    if len(text) > LONGEST_QUERY_CHARACTERS:
        raise QueryTooLong(f"A search takes at most {LONGEST_QUERY_CHARACTERS} characters.")
    found = [" ".join(reading.split()) for reading in readings([text])]
    if not found:
        return Wording("", ())
    words, *others = [_words(reading) for reading in found]
    if len(words) > MOST_WORDS:
        raise QueryTooLong(f"A search takes at most {MOST_WORDS} words.")
    if not words:
        symbols = any(unicodedata.category(character).startswith("S") for character in found[0])
        return Wording(found[0], (), blank="nothing" if symbols else "all")
    joined = _joined_spelling(words)
    return Wording(found[0], words, (*others, *([joined] if joined else [])))


def _words(text: str) -> tuple[Word, ...]:
    """The distinct words of a normalised text in their order, without joining words where others
    remain.
    """
    words: dict[str, Word] = {}
    for part in RUN_OR_REST.findall(text):
        for word in _chinese(part) if RUN.match(part) else _latin(part):
            words.setdefault(word.surface, word)
    telling = [word for word in words.values() if not _JOINING.match(word.surface)]
    return tuple(telling or words.values())


def _latin(part: str) -> list[Word]:
    stems = stemming_analyzer().analyze(part)
    surfaces = plain_analyzer().analyze(part)
    return [
        Word(surface, (stem,), spelling=surface if _SPELLABLE.match(surface) else None)
        for surface, stem in zip(surfaces, stems, strict=True)
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


def _joined_spelling(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Neighbouring Latin words joined into one: "zhi hui ting che" may be the pinyin of a name."""
    if len(words) < 2 or not any(word.spelling for word in words):
        return ()
    result: list[Word] = []
    joined = 0
    for word in words:
        before = result[-1] if result else None
        if before is not None and before.spelling and word.spelling:
            together = before.spelling + word.spelling
            result[-1] = Word(together, (together,), spelling=together)
            joined += 1
        else:
            result.append(word)
    return tuple(result) if joined else ()
