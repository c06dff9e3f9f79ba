"""The words of the five 基因: free, with suggestions in both languages that count as one word."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import orjson

from registry.organisations.vocabulary import GENES


@cache
def suggested() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """For each gene the suggested words, each by language. They are this registry's own, not a policy's."""
    content: dict[str, Any] = orjson.loads(files("registry").joinpath("data/genes.json").read_bytes())
    return {gene: tuple(content[gene]) for gene in GENES}


def fold(words: Iterable[str]) -> frozenset[str]:
    """Words as they are compared: without case and width, a suggested word in any language by its Chinese."""
    return frozenset(folded for folded in map(_folded, words) if folded)


def in_language(word: str, language: str) -> str:
    """A word as a reader of `zh` or `en` is shown it; one that nobody suggested stays as it was written."""
    return _translations().get(_plain(word), {}).get(language, word)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    """Cities use the same words, and comparing one with all the others folds each word again and again."""
    plain = _plain(word)
    return _known().get(plain, plain)


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


@cache
def _translations() -> Mapping[str, Mapping[str, str]]:
    return {_plain(text): word for words in suggested().values() for word in words for text in word.values()}


@cache
def _known() -> Mapping[str, str]:
    return {plain: _plain(word["zh"]) for plain, word in _translations().items()}
