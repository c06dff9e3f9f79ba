"""Questions that search answers."""

from registry.search.queries.finding import (
    OWN_WRITES_SECONDS,
    Found,
    ask,
    is_miss,
    near_names,
    search_components,
    suggest_components,
)
from registry.search.queries.misses import get_miss, list_misses
from registry.search.queries.similarity import Similar, similar_components
from registry.search.queries.words import (
    find_word,
    get_settings,
    get_synonyms,
    list_dictionary,
    list_synonyms,
)

__all__ = [
    "OWN_WRITES_SECONDS",
    "Found",
    "Similar",
    "ask",
    "find_word",
    "get_miss",
    "get_settings",
    "get_synonyms",
    "is_miss",
    "list_dictionary",
    "list_misses",
    "list_synonyms",
    "near_names",
    "search_components",
    "similar_components",
    "suggest_components",
]
