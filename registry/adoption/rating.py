"""How ratings make a mean (domain rule 4.9). Pure.

A Bayesian mean: as if five ratings of 3.5 had been given already, so that one enthusiast does not make the best
component of all. One rating of five stars gives 3.75.
"""

from collections.abc import Mapping
from typing import Final

from registry.kit.errors import Bilingual, Refusal

PRIOR_MEAN: Final = 3.5
PRIOR_WEIGHT: Final = 5
STARS: Final = (1, 2, 3, 4, 5)


def mean_of(distribution: Mapping[int, int]) -> float:
    """The mean of so many ratings of each number of stars."""
    count = sum(distribution.values())
    total = sum(stars * amount for stars, amount in distribution.items())
    return (PRIOR_MEAN * PRIOR_WEIGHT + total) / (PRIOR_WEIGHT + count)


class NotLive(Refusal):
    title = Bilingual("尚未正式运行", "It is not live")
    sentence = Bilingual(
        "采用处于 {stage} 阶段：只有正式运行（live）的采用可以评分。",
        "The adoption is {stage}: only one that is live is rated.",
    )


def check_ratable(stage: str) -> None:
    """Raises NotLive: who does not run it, or only tries it out, does not rate it."""
    if stage != "live":
        raise NotLive(stage=stage)
