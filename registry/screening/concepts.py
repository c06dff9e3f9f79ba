"""What a text speaks of beside its words: the sets of synonyms that it holds a word of."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.search.index.chinese import RUN
from registry.search.index.normalisation import normalise
from registry.search.models import SynonymSet

_WORD: Final = re.compile(r"[a-z0-9]+")


class Synonyms:
    """Sets of words that mean the same, ready to be looked for in many texts: 泊车 and 停车 become one concept."""

    def __init__(self, sets: Iterable[Sequence[str]]) -> None:
        self._written: dict[str, list[tuple[str, str]]] = {}
        self._spelled: dict[tuple[str, ...], set[str]] = {}
        for number, words in enumerate(sets):
            for word in words:
                self._add(normalise(word), f"={number}")
        self._longest = max(map(len, self._spelled), default=0)

    def _add(self, word: str, concept: str) -> None:
        if RUN.search(word):
            self._written.setdefault(word[:2], []).append((word, concept))
        else:
            self._spelled.setdefault(tuple(_WORD.findall(word)), set()).add(concept)

    def concepts_of(self, text: str) -> set[str]:
        """A term for each set that the text holds a word of."""
        normalised = normalise(text)
        found = {
            concept
            for place in range(len(normalised))
            for word, concept in self._written.get(normalised[place : place + 2], ())
            if normalised.startswith(word, place)
        }
        spelled = _WORD.findall(RUN.sub(" ", normalised))
        for first in range(len(spelled)):
            for last in range(first + 1, min(first + self._longest, len(spelled)) + 1):
                found |= self._spelled.get(tuple(spelled[first:last]), set())
        return found


def synonyms_of(session: Session) -> Synonyms:
    """The sets that search goes by: those that administrators keep, or the shipped ones where none stand yet."""
    kept = session.scalars(select(SynonymSet.words).order_by(SynonymSet.id)).all()
    return _made_of(tuple(tuple(words) for words in kept)) if kept else _shipped()


@lru_cache(maxsize=4)
def _made_of(sets: tuple[tuple[str, ...], ...]) -> Synonyms:
    return Synonyms(sets)


@lru_cache(maxsize=1)
def _shipped() -> Synonyms:
    return Synonyms(orjson.loads(files("registry").joinpath("data/synonyms.json").read_bytes()))
