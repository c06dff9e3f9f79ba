"""SPDX licence expressions as trees, and what a judgement of single licences says of a whole expression. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from registry.catalogue.licensing import read_license

T = TypeVar("T")

MAX_LENGTH: Final = 1000
"""Longer than any expression somebody wrote; what reads expressions is not made for megabytes of brackets."""

_TOKEN: Final = re.compile(r"[()]|[^\s()]+")


@dataclass(frozen=True, slots=True)
class AllOf:
    """`AND`: every one of these applies."""

    parts: tuple["Terms", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`OR`: who takes it chooses one of these."""

    parts: tuple["Terms", ...]


Terms = str | AllOf | AnyOf
"""A licence by its SPDX id, with its exception (`GPL-2.0-only WITH Classpath-exception-2.0`), or a combination."""


def read_terms(expression: str) -> Terms | None:
    """The tree of an SPDX expression in canonical spelling; None for text that is none. AND binds closer than OR."""
    if len(expression) > MAX_LENGTH:
        return None
    try:
        tokens = _TOKEN.findall(read_license(expression))
        return _Reading(tokens).either()
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def licenses_in(terms: Terms) -> Iterator[str]:
    """Every licence that is named, without its exception."""
    if isinstance(terms, str):
        yield terms.split(" WITH ")[0]
        return
    for part in terms.parts:
        yield from licenses_in(part)


def fold(
    terms: Terms,
    judge: Callable[[str], T],
    *,
    all_of: Callable[[Iterable[T]], T],
    any_of: Callable[[Iterable[T]], T],
) -> T:
    """What holds of an expression, from what holds of each licence."""
    if isinstance(terms, str):
        return judge(terms)
    below = [fold(part, judge, all_of=all_of, any_of=any_of) for part in terms.parts]
    return all_of(below) if isinstance(terms, AllOf) else any_of(below)


class _Reading:
    """Walks the tokens of an expression that is known to be valid."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0

    def either(self) -> Terms:
        parts = [self._both()]
        while self._passes("OR"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _both(self) -> Terms:
        parts = [self._one()]
        while self._passes("AND"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self) -> Terms:
        if self._passes("("):
            inner = self.either()
            self._passes(")")
            return inner
        name = self._next()
        return f"{name} WITH {self._next()}" if self._passes("WITH") else name

    def _next(self) -> str:
        token = self._tokens[self._place]
        self._place += 1
        return token

    def _passes(self, token: str) -> bool:
        found = self._place < len(self._tokens) and self._tokens[self._place] == token
        self._place += found
        return found
