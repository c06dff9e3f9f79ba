"""What may be asked of the index and what it answers; refusals are named. Nothing here touches
the index.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

LONGEST_QUERY_CHARACTERS = 512
MOST_WORDS = 32
LARGEST_PAGE = 100
DEEPEST_BY_RELEVANCE = 10_000
MOST_FACET_VALUES = 100

Sort = Literal["relevance", "recent", "adopters", "name"]
SORTS: tuple[Sort, ...] = ("relevance", "recent", "adopters", "name")

# How the hits were found: every word as typed; after correcting what was typed; only some of the
# words.
Matching = Literal["all", "corrected", "some"]
MATCHINGS: tuple[Matching, ...] = ("all", "corrected", "some")

# A place in a result, opaque to callers: matching, sort, then what the sort needs (see paging.py).
Place = tuple[str | int | float, ...]


class SearchRefused(ValueError):
    """The question cannot be asked like this; each reason has a name of its own below."""


class QueryTooLong(SearchRefused):
    """The words are more than a search takes: over 512 characters or over 32 words."""


class UnknownChoice(SearchRefused):
    """A filter, facet or sort that the index does not have; ``choice`` is the word that was
    given.
    """

    def __init__(self, what: str, choice: str) -> None:
        """``what`` is "filter", "facet" or "sort"."""
        super().__init__(f"There is no {what} {choice!r}.")
        self.choice = choice


class BadLimit(SearchRefused):
    """A page holds 0 to 100 hits."""


class BadPlace(SearchRefused):
    """The place to continue after does not belong to this sort, or has not the form of a place."""


@dataclass(frozen=True)
class SearchQuery:
    """A question. Values of one filter are alternatives, different filters narrow one another.

    ``only_ids`` bounds the answer to these components (None: no bound; empty: nothing);
    ``hidden_ids`` are those the reader may not see: nothing of the answer tells of them. ``after``
    is the ``next`` of an earlier answer to the same question. ``limit`` lies in 0 … 100; 0 asks
    only for the counts.
    """

    words: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    only_ids: Collection[int] | None = None
    hidden_ids: Collection[int] = ()
    sort: Sort = "relevance"
    limit: int = 20
    after: Place | None = None
    facets: Sequence[str] = ()


@dataclass(frozen=True)
class Hit:
    """One component found; ``sort_values`` is where it stands: (score,), (key,) or (full name,)."""

    id: int
    sort_values: tuple[str | int | float, ...]


@dataclass(frozen=True)
class SearchResult:
    """An answer. ``total`` and ``facets`` count the whole result exactly, not only this page.

    ``facets``: name → up to 100 (value, count), most frequent first, equal counts by value.
    ``corrected``: what the words were read as when nothing (``matching`` = "corrected") matched
    them as typed, or a better spelling to offer when very little did (``matching`` = "all").
    """

    hits: list[Hit]
    total: int
    facets: dict[str, list[tuple[str, int]]]
    next: Place | None = None
    corrected: str | None = None
    matching: Matching = "all"


@dataclass(frozen=True)
class Suggestions:
    """Names that begin with or contain what was typed, and a better spelling where nothing does."""

    completions: list[str]
    corrected: str | None = None
