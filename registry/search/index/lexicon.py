"""What administrators say of words: which mean the same, and which are names that are never cut apart.

It is read anew whenever they change it; every search takes one whole edition of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from registry.search.index.chinese import IDEOGRAPHIC, RUN, boundaries
from registry.search.index.normalisation import normalise
from registry.search.index.terms import stems_of

LONGEST_PHRASE_TOKENS = 24
_TOKEN = re.compile(f"[{IDEOGRAPHIC}]|[^\\W_{IDEOGRAPHIC}]+")


@dataclass(frozen=True)
class Token:
    """A Chinese character or a Latin word of a text: by which key it is compared, and where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of a query: plain text, or a phrase of the lexicon with what means the same."""

    text: str
    is_phrase: bool = False
    is_name: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One edition: phrases by their key with the phrases that mean the same, and the names; compared by identity."""

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    longest: int = 0

    @classmethod
    def of(cls, synonym_sets: Iterable[Sequence[str]], names: Iterable[str] = ()) -> "Lexicon":
        """Made of sets of words that mean the same, and of names. A phrase of several sets means all they hold."""
        found: dict[str, dict[str, None]] = {}
        for words in synonym_sets:
            known = {key: text for text, key in map(_entered, words) if key}
            for key in known:
                others = found.setdefault(key, {})
                others.update({text: None for other, text in known.items() if other != key})
        keys = frozenset(key for _, key in map(_entered, names) if key)
        longest = max((key.count(" ") + 1 for key in (*found, *keys)), default=0)
        return cls({key: tuple(others) for key, others in found.items()}, keys, min(longest, LONGEST_PHRASE_TOKENS))

    def pieces(self, text: str) -> list[Piece]:
        """A normalised text parted into the longest phrases that the lexicon knows, and what stands between them."""
        tokens = _tokens(text) if self.longest else []
        found: list[Piece] = []
        at, nth = 0, 0
        edges = _edges(text) if tokens else frozenset()
        while nth < len(tokens):
            size = self._longest_at(tokens, nth, edges)
            if not size:
                nth += 1
                continue
            first, last = tokens[nth], tokens[nth + size - 1]
            found += [Piece(text[at : first.start])] if at < first.start else []
            found.append(self._phrase(text[first.start : last.end], tokens[nth : nth + size]))
            at, nth = last.end, nth + size
        return [*found, Piece(text[at:])] if at < len(text) or not found else found

    def meaning_the_same(self, text: str) -> tuple[str, ...]:
        """The phrases that mean the same as a whole text; none where it is no phrase of the synonyms."""
        return self.synonyms.get(_key(text), ())

    def names_in_all(self, runs: Iterable[str]) -> list[str]:
        """The names that stretches of Chinese hold, wherever they stand."""
        return [name for run in runs for name in self._names_in(run)] if self.names else []

    def _names_in(self, run: str) -> list[str]:
        sizes = range(2, min(self.longest, len(run)) + 1)
        windows = (run[start : start + size] for size in sizes for start in range(len(run) - size + 1))
        return [window for window in windows if " ".join(window) in self.names]

    def _longest_at(self, tokens: Sequence[Token], nth: int, edges: frozenset[int]) -> int:
        """How many tokens the longest phrase takes that begins here; 0 where none does."""
        for size in range(min(self.longest, len(tokens) - nth), 0, -1):
            key = " ".join([token.key for token in tokens[nth : nth + size]])
            if key in self.names or (key in self.synonyms and _stands(tokens[nth : nth + size], edges)):
                return size
        return 0

    def _phrase(self, text: str, tokens: Sequence[Token]) -> Piece:
        key = " ".join([token.key for token in tokens])
        return Piece(text, True, key in self.names, self.synonyms.get(key, ()))


def _stands(tokens: Sequence[Token], edges: frozenset[int]) -> bool:
    """Whether a phrase is what was meant: 市民 in 城市民意 is not, for no word begins or ends there."""
    if len(tokens) > 3:
        return True
    return tokens[0].start in edges and tokens[-1].end in edges


def _edges(text: str) -> frozenset[int]:
    """Where words may begin and end: at each Latin word, and where the dictionary cuts the Chinese."""
    found: set[int] = set()
    for part in _TOKEN.finditer(text):
        if RUN.match(part.group()) is None:
            found.update(part.span())
    for run in RUN.finditer(text):
        found.update(run.start() + place for place in boundaries(run.group()))
    return frozenset(found)


def _tokens(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        part = match.group()
        key = part if RUN.match(part) else " ".join(stems_of(part)).replace(" ", "_")
        found.append(Token(key, match.start(), match.end()))
    return found


def _spelled(phrase: str) -> str:
    return " ".join(normalise(phrase).split())


@lru_cache(maxsize=8192)
def _entered(phrase: str) -> tuple[str, str]:
    """How a phrase is spelled, and its key: remembered, for each edition holds nearly all the phrases of the last."""
    text = _spelled(phrase)
    return text, _key(text)


def phrase_key(phrase: str) -> str:
    """What phrases are compared by; empty where one holds neither letter nor digit."""
    return _key(_spelled(phrase))


def is_name(text: str) -> bool:
    """Whether a normalised text can be a name of the dictionary: Chinese, of two characters or more."""
    return len(text) > 1 and RUN.fullmatch(text) is not None


def _key(text: str) -> str:
    return " ".join([token.key for token in _tokens(text)])


NO_LEXICON = Lexicon()
