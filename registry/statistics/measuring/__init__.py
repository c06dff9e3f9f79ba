"""The metrics of a city, as far as the registry can compute them from what it keeps: one function each. Pure."""

from collections.abc import Callable, Mapping
from typing import Final

from registry.statistics.measuring import effect, exchange, openness, quality, supply, uptake
from registry.statistics.measuring.facts import CityFacts
from registry.statistics.measuring.measured import Excluded, Measured

MEASURES: Final[Mapping[str, Callable[[CityFacts], Measured]]] = {
    **supply.MEASURES,
    **uptake.MEASURES,
    **exchange.MEASURES,
    **quality.MEASURES,
    **effect.MEASURES,
    **openness.MEASURES,
}
"""By code, in the order in which they are told."""


def measure_all(facts: CityFacts) -> dict[str, Measured]:
    """Every metric of a city."""
    return {code: measure(facts) for code, measure in MEASURES.items()}


__all__ = ["MEASURES", "CityFacts", "Excluded", "Measured", "measure_all"]
