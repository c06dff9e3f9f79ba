"""The caps of many baselines at once (domain rule 4.6), by the rule of `adoption.savings` for one. Pure."""

from collections.abc import Mapping

from registry.adoption.savings import CAP_FACTOR, NEEDED_BASELINES


class Caps:
    """The caps that the verified baselines of a field make, for each adoption without its own."""

    def __init__(self, verified: Mapping[int, int]) -> None:
        self._verified = dict(verified)
        self._ordered = sorted(self._verified.values())
        self._places = {amount: place for place, amount in reversed(list(enumerate(self._ordered)))}

    def cap_for(self, adoption: int) -> int | None:
        """Three times the median of the others' verified baselines; None when there are fewer than three of them."""
        own = self._verified.get(adoption)
        number = len(self._ordered) - (own is not None)
        if number < NEEDED_BASELINES:
            return None
        left_out = None if own is None else self._places[own]
        middle = (self._at((number - 1) // 2, left_out) + self._at(number // 2, left_out)) / 2
        return int(CAP_FACTOR * middle)

    def _at(self, place: int, left_out: int | None) -> int:
        return self._ordered[place if left_out is None or place < left_out else place + 1]
