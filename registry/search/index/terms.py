"""How Latin text becomes terms: words in lower case without accents, and their English stems."""

import re
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

_LONGEST_TOKEN_BYTES = 80
# The stemmer takes buses for the plural of "buse": nouns in -s keep the form of their singular here.
_PLURALS_OF_S = re.compile(
    r"\b(alias|atlas|bias|bonus|bus|campus|canvas|census|circus|corpus|focus|gas|lens|minibus|plus|status|surplus|virus"
    r"|yes)es\b"
)


@cache
def plain_analyzer() -> TextAnalyzer:
    """Words in lower case without accents: what spelling and completion look up."""
    return _words().build()


@cache
def stemming_analyzer() -> TextAnalyzer:
    """The same words as :func:`plain_analyzer`, one for one, by their English stem; Chinese stays
    as it is.
    """
    return _words().filter(Filter.stemmer("english")).build()


def _words() -> TextAnalyzerBuilder:
    simple = TextAnalyzerBuilder(Tokenizer.simple())
    folded = simple.filter(Filter.lowercase()).filter(Filter.ascii_fold())
    return folded.filter(Filter.remove_long(_LONGEST_TOKEN_BYTES))


def stemmable(text: str) -> str:
    """A normalised text whose words the stemmer treats rightly."""
    return _PLURALS_OF_S.sub(r"\1", text) if "es" in text else text


def stems_of(text: str) -> list[str]:
    """The stems of a normalised text's words."""
    found: list[str] = stemming_analyzer().analyze(stemmable(text))
    return found
