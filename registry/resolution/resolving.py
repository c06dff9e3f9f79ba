"""One answer to a question: the versions, who asks for each, and what else the city runs that they touch."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from registry.resolution.shelves import Ask, Catalogue
from registry.resolution.solving import Budget, Unsolvable, solve

ROUNDS: Final = 5
"""How often what the city runs besides is drawn in; what is left then is told as a warning."""


class Asker(NamedTuple):
    """Who asks, and with what: a chosen version of a component, or, where that is None, whoever put the question."""

    component: int | None
    specifier: str


class Broken(NamedTuple):
    """That something the city runs besides needs what the answer does not give it."""

    component: int
    ask: Ask


class Resolution(NamedTuple):
    """Versions that fit together, in the order decided, and why.

    `drawn_in` are components nobody asked for that the city runs and that must move along; for each, what its running
    version asks for and no longer gets. `broken` are those for which no way was found.
    """

    pins: Mapping[int, int]
    asked: Mapping[int, Sequence[Asker]]
    drawn_in: Mapping[int, Ask]
    broken: Sequence[Broken]


def resolve(
    catalogue: Catalogue, wanted: Sequence[Ask], running: Mapping[int, int], budget: Budget | None = None
) -> Resolution:
    """The answer to requirements, for a city that runs these versions (by their places).

    What runs is a wish and no requirement: it is kept where it can be. What else runs and would miss something
    is decided along with the rest, after what was asked for; where that has no solution it is named as broken.
    Raises Unsolvable and TooHard.
    """
    budget = budget or Budget()
    pins = solve(catalogue, wanted, budget)
    drawn: dict[int, Ask] = {}
    broken = _broken(catalogue, running, pins)
    for _ in range(ROUNDS):
        added = {found.component: found.ask for found in broken}
        if not added:
            break
        more = [*wanted, *(Ask(component, "") for component in (*drawn, *added))]
        try:
            longer = solve(catalogue, more, budget)
        except Unsolvable:
            break
        pins, drawn = longer, {**drawn, **added}
        broken = _broken(catalogue, running, pins)
    return Resolution(pins, _asked(catalogue, wanted, pins), drawn, broken)


def _broken(catalogue: Catalogue, running: Mapping[int, int], pins: Mapping[int, int]) -> list[Broken]:
    """What runs, is not decided here, and asks for what the chosen versions are not."""
    found = []
    for component in sorted(running.keys() - pins.keys(), key=catalogue.name):
        for ask in catalogue.asks(component, running[component]):
            place = pins.get(ask.component)
            if place is not None and not catalogue.shelf(ask.component).within(ask.specifier) >> place & 1:
                found.append(Broken(component, ask))
                break
    return found


def _asked(catalogue: Catalogue, wanted: Sequence[Ask], pins: Mapping[int, int]) -> dict[int, list[Asker]]:
    asked: dict[int, list[Asker]] = {component: [] for component in pins}
    for ask in wanted:
        asked[ask.component].append(Asker(None, ask.specifier))
    for component, place in pins.items():
        for ask in catalogue.asks(component, place):
            asked[ask.component].append(Asker(component, ask.specifier))
    return asked
