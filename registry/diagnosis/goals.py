"""Where a metric should go, how far it has got, and in which ways it falls short (S33, domain rule 3.5). Pure.

    goalpost   100 · clamp((f(x) − f(lo)) ÷ (f(hi) − f(lo)), 0, 1), f the value itself or ln(1 + x);
               where less is better, 100 less that
    target     100 · min(1, x ÷ t)

A value falls short `below_target` where it has not reached its target (of a goalpost: its better end), and
`below_median` where it is worse than the middle of the cities of its class. What a class is not judged by falls short
of nothing: a foundational city is not judged by what it supplies (S32).
"""

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from math import log1p
from statistics import median
from typing import Any, Final, NamedTuple

import orjson

LEAST_COMPARED: Final = 3
"""Of so many cities of a class at least a value is needed: the middle of two says nothing, and names the other."""


class Goal(NamedTuple):
    """A target, or the two ends of a goalpost; `hi` is the better end only where more is better."""

    target: float | None = None
    lo: float | None = None
    hi: float | None = None
    log: bool = False
    direction: str = "up"

    @property
    def aim(self) -> float:
        """The value at which there is nothing left to reach."""
        if self.target is not None:
            return self.target
        aim = self.hi if self.direction == "up" else self.lo
        return 0.0 if aim is None else aim


class Goals(NamedTuple):
    """The goals by metric, what each class is not judged by, and which domains help against which problem."""

    note: dict[str, str]
    goals: dict[str, Goal]
    not_judged: dict[str, frozenset[str]]
    helps: dict[str, tuple[str, ...]]


class Standing(NamedTuple):
    """A metric of a city beside its class: the class's middle and best value, how far its goal is reached."""

    value: float | None
    compared: int
    median: float | None
    best: float | None
    goal: Goal
    reached: float | None
    shortfalls: tuple[str, ...]


@cache
def goals() -> Goals:
    """The goals as shipped: this system's own defaults."""
    raw: dict[str, Any] = orjson.loads(files("registry.diagnosis").joinpath("data/goals.json").read_bytes())
    return Goals(
        raw["note"],
        {code: Goal(**goal) for code, goal in raw["goals"].items()},
        {city_class: frozenset(codes) for city_class, codes in raw["not_judged"].items()},
        {problem: tuple(domains) for problem, domains in raw["helps"].items()},
    )


def reached(value: float, goal: Goal) -> float:
    """How much of its goal a value has reached, 0 to 100."""
    if goal.target is not None:
        return round(100 * max(0.0, min(1.0, value / goal.target)), 4)
    low, high, here = (log1p(each) if goal.log else each for each in (goal.lo or 0.0, goal.hi or 0.0, value))
    share = max(0.0, min(1.0, (here - low) / (high - low)))
    return round(100 * (share if goal.direction == "up" else 1 - share), 4)


def stand(value: float | None, others: Collection[float], goal: Goal, *, is_judged: bool = True) -> Standing:
    """A value beside those of its class (`others`, its own among them)."""
    enough = len(others) >= LEAST_COMPARED
    middle = round(median(others), 4) if enough else None
    best = (max(others) if goal.direction == "up" else min(others)) if enough else None
    told = None if value is None else reached(value, goal)
    return Standing(value, len(others), middle, best, goal, told, _shortfalls(value, middle, goal) if is_judged else ())


def worst_first(standings: Mapping[str, Standing]) -> list[str]:
    """The metrics that fall short: those in more ways first, then those that have reached least of their goal."""
    short = [code for code, each in standings.items() if each.shortfalls]
    return sorted(short, key=lambda code: (-len(standings[code].shortfalls), standings[code].reached or 0.0, code))


def _shortfalls(value: float | None, middle: float | None, goal: Goal) -> tuple[str, ...]:
    if value is None:
        return ()
    sign = 1 if goal.direction == "up" else -1
    below_target = sign * value < sign * goal.aim
    below_median = middle is not None and sign * value < sign * middle
    return (*(("below_median",) if below_median else ()), *(("below_target",) if below_target else ()))
