"""Places in a ranking. Pure."""

from collections.abc import Sequence


def places(amounts: Sequence[int]) -> list[int]:
    """The places of amounts that stand in falling order: equal ones share a place, and the next skips as many."""
    found: list[int] = []
    for number, amount in enumerate(amounts, start=1):
        found.append(found[-1] if found and amount == amounts[number - 2] else number)
    return found
