"""How small counts are told to those who may not see which city runs what."""

from collections.abc import Mapping
from typing import Final, NamedTuple

SUPPRESSED_BELOW: Final = 5


class Told(NamedTuple):
    """An amount as it is told: exactly; as fewer than a bound; or not at all (both None)."""

    value: int | None
    fewer_than: int | None = None


WITHHELD: Final = Told(None)


def tell(amounts: Mapping[str, int], *, exactly: bool) -> dict[str, Told]:
    """The cells of one breakdown whose sum is public.

    To cities and administrators exactly. To others 1 to 4 are one bucket, "fewer than 5". Where the sum and the cells
    that are told would still give a small one away (only one is hidden, or all hidden ones must be 1, or all must be
    4), the hidden ones and the smallest of the others are withheld together; where there is no other, all are. A
    breakdown that would consist of one withheld cell is left out: the sum says what it holds.
    """
    if exactly:
        return {key: Told(amount) for key, amount in amounts.items()}
    small = {key for key, amount in amounts.items() if 0 < amount < SUPPRESSED_BELOW}
    if _sum_is_ambiguous([amounts[key] for key in small]):
        return {key: Told(None, SUPPRESSED_BELOW) if key in small else Told(amount) for key, amount in amounts.items()}
    others = sorted((amount, key) for key, amount in amounts.items() if amount >= SUPPRESSED_BELOW)
    hidden = small | {others[0][1]} if others else set(amounts)
    if len(hidden) == 1:
        return {}
    return {key: WITHHELD if key in hidden else Told(amount) for key, amount in amounts.items()}


def _sum_is_ambiguous(hidden: list[int]) -> bool:
    """Whether knowing the sum of hidden cells, each 1 to 4, leaves every one of them open. None hidden is well too."""
    number = len(hidden)
    return number == 0 or (number > 1 and number < sum(hidden) < number * (SUPPRESSED_BELOW - 1))
