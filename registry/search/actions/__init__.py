"""What administrators change about search, and the searches that found nothing."""

from registry.search.actions.dictionary import add_word, remove_word
from registry.search.actions.misses import add_misses, answer_miss
from registry.search.actions.ranking import reset_weights, set_weights
from registry.search.actions.shipped import load_synonyms
from registry.search.actions.synonyms import add_synonyms, remove_synonyms, revise_synonyms

__all__ = [
    "add_misses",
    "add_synonyms",
    "add_word",
    "answer_miss",
    "load_synonyms",
    "remove_synonyms",
    "remove_word",
    "reset_weights",
    "revise_synonyms",
    "set_weights",
]
