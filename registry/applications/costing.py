"""What others paid for a component, as a range. Pure; amounts are in fen."""

from collections.abc import Sequence
from statistics import quantiles
from typing import Final, NamedTuple

from registry.kit.errors import Bilingual

ENOUGH: Final = 3
"""From fewer sources no range is given: it would tell what one city paid, not what the component costs."""

ENOUGH_FOR_QUARTILES: Final = 8


class Range(NamedTuple):
    """From what to what, from how many sources, and what that rests on."""

    low: int | None
    high: int | None
    sources: int
    basis: Bilingual


def range_of(amounts: Sequence[int]) -> Range:
    """The range of what each of the others paid: the middle half of eight or more, the whole of three or more."""
    count = len(amounts)
    if count < ENOUGH:
        zh = f"仅有 {count} 个其他采用方留有费用，少于 {ENOUGH} 个，不给出区间。"
        en = f"Costs are on record of {count} other adopters, fewer than {ENOUGH}: no range is given."
        return Range(None, None, count, Bilingual(zh, en))
    if count < ENOUGH_FOR_QUARTILES:
        zh = f"{count} 个其他采用方的实际成本（未登记的以合同价计）的最小值与最大值。"
        en = f"The least and the most of what {count} other adopters paid, or agreed to pay where no cost is recorded."
        return Range(min(amounts), max(amounts), count, Bilingual(zh, en))
    low, _, high = quantiles(amounts, n=4, method="inclusive")
    zh = f"{count} 个其他采用方的实际成本（未登记的以合同价计）的下四分位数与上四分位数。"
    en = f"The quartiles of what {count} other adopters paid, or agreed to pay where no cost is recorded."
    return Range(round(low), round(high), count, Bilingual(zh, en))
