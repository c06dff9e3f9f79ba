"""How alike two cities are (同类城市): one documented rule over what everybody may read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from registry.organisations.vocabulary import GENES, SIZE_BANDS

CLASS_WEIGHT: Final = Decimal("0.30")
SIZE_WEIGHT: Final = Decimal("0.20")
GENE_WEIGHT: Final = Decimal("0.08")
PROVINCE_WEIGHT: Final = Decimal("0.05")
CLUSTER_WEIGHT: Final = Decimal("0.05")

WEIGHTS: Final[Mapping[str, Decimal]] = {
    "class": CLASS_WEIGHT,
    "size_band": SIZE_WEIGHT,
    **dict.fromkeys(GENES, GENE_WEIGHT),
    "province": PROVINCE_WEIGHT,
    "cluster": CLUSTER_WEIGHT,
}
"""What each likeness counts; together they make 1."""

NONE: Final = Decimal()
NEIGHBOURING_BAND: Final = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known in public of one city. `genes` holds folded words (see `genes.fold`)."""

    city_class: str | None = None
    size_band: str | None = None
    genes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    province: str | None = None
    clusters: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One likeness: what is alike, how much of its weight it earned, and the words that are shared."""

    trait: str
    share: Decimal
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """`similarity` lies between 0 and 1; the reasons stand with the weightiest first."""

    similarity: Decimal
    reasons: tuple[Reason, ...]


def likeness(one: Traits, other: Traits) -> Likeness:
    """How alike two cities are, whichever is named first.

    - the same class today: 0.30
    - the same size band: 0.20; a neighbouring band: half of that
    - each of the five 基因 (S14): 0.08 times the Jaccard index of their words, shared words by all words
    - the same province: 0.05; a cluster in common: 0.05

    What is unknown of either city is no likeness. The classes, the bands and the 基因 are the sources'; the weights are
    this registry's own.
    """
    reasons = [reason for reason in _reasons(one, other) if reason.share]
    reasons.sort(key=lambda reason: -WEIGHTS[reason.trait] * reason.share)
    similarity = sum((WEIGHTS[reason.trait] * reason.share for reason in reasons), Decimal())
    return Likeness(similarity.quantize(Decimal("0.001")), tuple(reasons))


def _reasons(one: Traits, other: Traits) -> Iterator[Reason]:
    yield Reason("class", _same(one.city_class, other.city_class))
    yield Reason("size_band", _size_share(one.size_band, other.size_band))
    for gene in GENES:
        words, others = one.genes.get(gene, frozenset()), other.genes.get(gene, frozenset())
        yield Reason(gene, jaccard(words, others), tuple(sorted(words & others)))
    yield Reason("province", _same(one.province, other.province))
    yield Reason("cluster", Decimal(bool(one.clusters & other.clusters)))


def jaccard(words: frozenset[str], others: frozenset[str]) -> Decimal:
    """Shared words by all words (Jaccard 1901); 0 where there are none."""
    shared = len(words & others)
    return Decimal(shared) / (len(words) + len(others) - shared) if shared else NONE


def _same(one: str | None, other: str | None) -> Decimal:
    return Decimal(one is not None and one == other)


def _size_share(one: str | None, other: str | None) -> Decimal:
    if one is None or other is None:
        return Decimal()
    distance = abs(SIZE_BANDS.index(one) - SIZE_BANDS.index(other))
    return (Decimal(1), NEIGHBOURING_BAND)[distance] if distance < 2 else Decimal()
