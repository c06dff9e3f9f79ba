"""How evenly reuse is spread over cities, provinces and classes. Pure."""

import math
from collections.abc import Collection, Iterable
from typing import Final

DECIMALS: Final = 4
TOP_SHARE: Final = 0.1


def evenness(amounts: Iterable[int], places: int) -> float | None:
    """The normalised entropy (Pielou's evenness): 0 where all is in one place, 1 where all `places` hold the same.

    None where there is nothing to spread, or fewer than two places to spread it over.
    """
    held = [amount for amount in amounts if amount > 0]
    total = sum(held)
    if not total or places < 2:
        return None
    entropy = -sum(amount / total * math.log(amount / total) for amount in held)
    return round(abs(entropy) / math.log(places), DECIMALS)


def gini(amounts: Collection[int]) -> float | None:
    """The Gini coefficient of these amounts, those of nothing included: 0 where all are equal. None of nothing."""
    total, number = sum(amounts), len(amounts)
    if not total:
        return None
    weighted = sum(place * amount for place, amount in enumerate(sorted(amounts), start=1))
    return round(2 * weighted / (number * total) - (number + 1) / number, DECIMALS)


def share_of_top(amounts: Collection[int], part: float = TOP_SHARE) -> float | None:
    """The share, in percent, that the largest tenth holds, rounded up to whole ones. None where there is nothing."""
    total = sum(amounts)
    if not total:
        return None
    number = math.ceil(len(amounts) * part)
    return round(100 * sum(sorted(amounts, reverse=True)[:number]) / total, DECIMALS)


def percent(part: int, whole: int) -> float | None:
    """The share in percent; None of nothing."""
    return round(100 * part / whole, DECIMALS) if whole else None
