"""Searching, and keeping what search goes by, from the command line."""

from registry.search.commands.dictionary import dictionary
from registry.search.commands.finding import search
from registry.search.commands.misses import misses
from registry.search.commands.similar import similar
from registry.search.commands.synonyms import synonyms

__all__ = ["dictionary", "misses", "search", "similar", "synonyms"]
