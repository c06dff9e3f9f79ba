"""A description as parts whose words can be compared: Chinese by pairs of characters, English by the stems of words."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from registry.search.index.chinese import RUN, pairs, runs
from registry.search.index.normalisation import normalise
from registry.search.index.terms import stems_of

Terms = frozenset[str]
Concepts = Callable[[str], Iterable[str]]
"""What a text speaks of beside its words: a term for each set of synonyms that it holds a word of."""

GENERIC_WEIGHT: Final = 0.3


def _read(name: str) -> list[str]:
    lines = files("registry.screening").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


_JOINING: Final = frozenset(_read("joining_words.txt"))
_WORD: Final = re.compile(r"[a-z0-9]+")
_SENTENCE_END: Final = re.compile(r"(?<=[。；！？;!?])|(?<=\.)\s+|\n+")


@dataclass(frozen=True)
class Part:
    """A passage of a description: `kind` says whether title, summary, feature, description or scenario."""

    kind: str
    text: str
    terms: Terms
    concepts: Terms = frozenset()

    @property
    def meaning(self) -> Terms:
        """Its words, and the sets of synonyms that they belong to."""
        return self.terms | self.concepts


@dataclass(frozen=True)
class Described:
    """A description by language, in the order in which it is read."""

    parts: Mapping[str, tuple[Part, ...]]

    def terms(self, language: str, kinds: Collection[str]) -> Terms:
        """The words of the parts of these kinds."""
        return _union(part.terms for part in self.parts.get(language, ()) if part.kind in kinds)

    def meaning(self, language: str, kinds: Collection[str]) -> Terms:
        """Their words, and the sets of synonyms that these belong to."""
        return _union(part.meaning for part in self.parts.get(language, ()) if part.kind in kinds)

    def concepts(self, language: str) -> Terms:
        """The sets of synonyms that a language's parts hold words of."""
        return _union(part.concepts for part in self.parts.get(language, ()))

    def all_concepts(self) -> Terms:
        """The same of all languages."""
        return _union(self.concepts(language) for language in self.parts)

    def all_terms(self) -> Terms:
        """Every word, in whatever language."""
        return _union(part.terms for parts in self.parts.values() for part in parts)


def _union(sets: Iterable[Terms]) -> Terms:
    return frozenset().union(*sets)


def no_concepts(_text: str) -> Iterable[str]:
    """Where nobody keeps synonyms."""
    return ()


def describe(
    *,
    title: Mapping[str, str],
    summary: Mapping[str, str] | None = None,
    features: Mapping[str, Sequence[str]] | None = None,
    description: Mapping[str, str] | None = None,
    scenarios: Sequence[str] = (),
    concepts: Concepts = no_concepts,
) -> Described:
    """Cut a description into its parts. A scenario has no language of its own: its script says which it is."""
    found: dict[str, list[Part]] = {}

    def add(tag: str, kind: str, texts: Iterable[str]) -> None:
        listed = found.setdefault(tag.split("-", 1)[0].lower(), [])
        for text in texts:
            listed.append(Part(kind, text.strip(), terms_of(text), frozenset(concepts(text))))

    for tag, text in title.items():
        add(tag, "title", [text])
    for tag, text in (summary or {}).items():
        add(tag, "summary", sentences(text))
    for tag, texts in (features or {}).items():
        add(tag, "feature", texts)
    for tag, text in (description or {}).items():
        add(tag, "description", sentences(text))
    for text in scenarios:
        add("zh" if is_chinese(text) else "en", "scenario", [text])
    return Described({tag: tuple(parts) for tag, parts in found.items()})


def is_chinese(text: str) -> bool:
    """Whether a text is written in characters, at least in part."""
    return RUN.search(text) is not None


def sentences(text: str) -> list[str]:
    """The sentences of a text, without blank ones."""
    return [part for part in (piece.strip() for piece in _SENTENCE_END.split(text)) if part]


def terms_of(text: str) -> Terms:
    """Pairs of neighbouring characters, and the stems of words that say something."""
    normalised = normalise(text)
    words = [word for word in _WORD.findall(RUN.sub(" ", normalised)) if word not in _JOINING]
    stems = stems_of(" ".join(words)) if words else ()
    return frozenset(pair for run in runs(normalised) for pair in pairs(run)) | frozenset(stems)


_GENERIC: Final = frozenset[str]().union(*(terms_of(word) for word in _read("generic_words.txt")))


def weight_of(terms: Iterable[str]) -> float:
    """How much a set of terms says: 1 each, words that nearly every project uses less."""
    return sum(GENERIC_WEIGHT if term in _GENERIC else 1.0 for term in terms)


def words_of(text: str, shared: Terms) -> list[str]:
    """The words of a text that hold shared terms, as they stand in it: neighbouring pairs are joined to one."""
    normalised = normalise(text)
    found = [word for run in runs(normalised) for word in _joined(run, shared)]
    for word in _WORD.findall(RUN.sub(" ", normalised)):
        if word not in _JOINING and not shared.isdisjoint(stems_of(word)):
            found.append(word)
    return list(dict.fromkeys(found))


def _joined(run: str, shared: Terms) -> Iterable[str]:
    start: int | None = None
    for place, pair in enumerate([*pairs(run), ""]):
        if pair in shared:
            start = place if start is None else start
        elif start is not None:
            yield run[start : place + 1]
            start = None
