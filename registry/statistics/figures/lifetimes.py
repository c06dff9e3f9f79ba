"""How long it takes to go live, and how long it lasts: from how many there are of each number of days. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

DECIMALS: Final = 4
YEAR_DAYS: Final = 365
MONTHS: Final = 24


class Quartiles(NamedTuple):
    """The first quartile, the median and the third; of one value all are that one."""

    first: float
    median: float
    third: float


def quartiles(counts: Mapping[int, int]) -> Quartiles | None:
    """The quartiles of days, given how often each number of days occurs; between two values in proportion."""
    total = sum(counts.values())
    if not total:
        return None
    ordered = sorted((days, number) for days, number in counts.items() if number)
    return Quartiles(*(_quantile(ordered, total, place) for place in (0.25, 0.5, 0.75)))


def _quantile(ordered: Sequence[tuple[int, int]], total: int, part: float) -> float:
    place = part * (total - 1)
    below = int(place)
    low, high = _at(ordered, below), _at(ordered, min(below + 1, total - 1))
    return round(low + (high - low) * (place - below), DECIMALS)


def _at(ordered: Sequence[tuple[int, int]], place: int) -> int:
    """The value at a place of the sorted list that the counts stand for."""
    passed = 0
    for value, number in ordered:
        passed += number
        if place < passed:
            return value
    raise IndexError(place)


class Lifetime(NamedTuple):
    """After so many days it ended, or was still in use when last looked at."""

    days: int
    ended: bool


class Survived(NamedTuple):
    """How many were watched through a whole month of their lives, and what share is in use at its end, in percent."""

    month: int
    at_risk: int
    share: float | None


def survival(lifetimes: Mapping[Lifetime, int], months: int = MONTHS) -> list[Survived]:
    """The share still in use after each month, by the product-limit estimate (Kaplan and Meier 1958).

    What is watched for a shorter time counts as long as it was watched. A month is a twelfth of 365 days. `at_risk` is
    how many were in use and watched on the month's last day. There is no share where nobody was left to watch.
    """
    days = sorted({lifetime.days for lifetime in lifetimes})
    left, share, place, found = sum(lifetimes.values()), 1.0, 0, []
    for month in range(1, months + 1):
        end = month * YEAR_DAYS // 12
        while place < len(days) and days[place] < end:
            ended = lifetimes.get(Lifetime(days[place], True), 0)
            share *= 1 - ended / left if left else 1
            left -= ended + lifetimes.get(Lifetime(days[place], False), 0)
            place += 1
        found.append(Survived(month, left, round(100 * share, DECIMALS) if left else None))
    return found


class Retained(NamedTuple):
    """How many went live a year ago or earlier, and how many of them were in use for that year."""

    old_enough: int
    retained: int
