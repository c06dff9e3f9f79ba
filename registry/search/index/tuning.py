"""What may be adjusted in a search: the weights of the ranking, and the lexicon."""

from dataclasses import dataclass, fields
from typing import Final

from registry.search.index.lexicon import NO_LEXICON, Lexicon

SMALLEST_WEIGHT: Final = 0.0
LARGEST_WEIGHT: Final = 10.0


@dataclass(frozen=True)
class Weights:
    """How much each place counts in which a word stands, and each way of finding it; 0 leaves it out of the ranking.

    ``body`` is the whole text of a component, titles and summary included, so that everything that is found scores.
    The score is the sum over fields of weight times BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75), the words
    of a query added up. ``synonym`` and ``pinyin`` multiply what was found by another word or spelling; ``phrase``
    counts words that stand side by side as typed, ``exact`` a whole title or name that was typed. Who publishes, its
    class and who has adopted enter nowhere (S66).
    """

    title: float = 3.0
    name: float = 1.0
    label: float = 2.0
    summary: float = 1.0
    body: float = 1.0
    exact: float = 3.0
    pinyin: float = 0.5
    synonym: float = 0.5
    phrase: float = 1.0

    @classmethod
    def of(cls, given: dict[str, float]) -> "Weights":
        """The neutral weights with these in their place; names of no weight are left aside."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: float(weight) for name, weight in given.items() if name in known})


@dataclass(frozen=True, eq=False)
class Tuning:
    """What a search goes by besides the index itself. ``revision`` tells editions apart, ``dictionary`` those whose
    names differ: the names are cut when components are indexed.
    """

    lexicon: Lexicon = NO_LEXICON
    weights: Weights = Weights()
    revision: int = 0
    dictionary: int = 0


NEUTRAL: Final = Tuning()
