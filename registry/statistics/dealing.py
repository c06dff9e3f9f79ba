"""What was paid for what is alike (同类项目成交): the range of prices. Pure; amounts in fen."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple


class PriceRange(NamedTuple):
    """How many deals there are in a currency, and the lowest, the middle and the highest price of them."""

    currency: str
    deals: int
    low: int
    median: int
    high: int


def price_ranges(prices: Iterable[tuple[str, int]]) -> list[PriceRange]:
    """The range of each currency, the one with most deals first. Amounts of two currencies are never compared.

    Of an even number the median is the mean of the middle two; half a fen is cut off.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for currency, price in prices:
        found[currency].append(price)
    ranges = [
        PriceRange(currency, len(amounts), min(amounts), int(median(amounts)), max(amounts))
        for currency, amounts in found.items()
    ]
    return sorted(ranges, key=lambda each: (-each.deals, each.currency))
