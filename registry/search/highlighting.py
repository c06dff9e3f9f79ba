"""Which words of a text made it a hit: marked, so that a reader sees why."""

import re
from functools import lru_cache

from markupsafe import Markup

from registry.search.index.chinese import IDEOGRAPHIC, RUN
from registry.search.index.lexicon import Lexicon
from registry.search.index.normalisation import normalise
from registry.search.index.terms import stems_of
from registry.search.index.wording import Wording, read_words

_LATIN = re.compile(f"[^\\W_{IDEOGRAPHIC}]+")


class Highlighter:
    """Marks the words of one query, and what means the same."""

    def __init__(self, words: str, lexicon: Lexicon) -> None:
        """``words`` are those that matched: the corrected ones where the typed ones matched nothing."""
        chinese, self._stems = _sought(words, lexicon)
        longest_first = sorted(chinese, key=len, reverse=True)
        self._chinese = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def mark(self, text: str) -> Markup:
        """The text as markup, with <mark> around what was looked for."""
        parts: list[str | Markup] = []
        at = 0
        for start, end in self._places(text):
            parts += [text[at:start], Markup("<mark>{}</mark>").format(text[start:end])]
            at = end
        return Markup("").join([*parts, text[at:]])

    def _places(self, text: str) -> list[tuple[int, int]]:
        plain = normalise(text)
        if len(plain) != len(text):
            # Places would not fit: a ligature was taken apart, or something invisible was left out.
            plain = text
        found = [match.span() for match in self._chinese.finditer(plain)] if self._chinese else []
        if self._stems:
            found += [match.span() for match in _LATIN.finditer(plain) if self._stems & set(stems_of(match.group()))]
        return sorted(found)


@lru_cache(maxsize=256)
def _sought(words: str, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    wording: Wording = read_words(words, lexicon)
    found = [
        word
        for unit in (*wording.units, *(unit for units in wording.alternatives for unit in units))
        for option in (unit.words, *unit.others)
        for word in option
    ]
    chinese = {word.surface for word in found if RUN.match(word.surface)}
    chinese |= {unit.surface for unit in wording.units if RUN.fullmatch(unit.surface)}
    return frozenset(chinese), frozenset(stem for word in found if word.latin for stem in word.required)
