"""What a measurement found, and the table it is shown in."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One figure beside its floor and its goal. `met` is None where the figure is only told."""

    what: str
    floor: str
    figure: str
    ratio: float | None
    goal: str
    met: bool | None = None


def at_most(limit: float, ratio: float) -> tuple[str, bool]:
    """The goal's wording and whether the ratio keeps it."""
    return f"≤ {limit:g}×", ratio <= limit


def at_least(limit: float, ratio: float) -> tuple[str, bool]:
    return f"≥ {limit:g}×", ratio >= limit


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered), max(1, math.ceil(share * len(ordered)))) - 1]


def interleaved(rounds: int, **measures: Callable[[], float]) -> dict[str, float]:
    """The median of each measure over rounds in which they take turns, so that all see the same machine."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            found[name].append(measure())
    return {name: statistics.median(values) for name, values in found.items()}


def show(line: Line) -> None:
    """One row of the table."""
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}×"
    verdict = {True: "pass", False: "MISS", None: ""}[line.met]
    print(f"{line.what:<44} {line.floor:>22} {line.figure:>22} {ratio:>9} {line.goal:>10}  {verdict}", flush=True)


def show_heading() -> None:
    print(f"{'what':<44} {'floor':>22} {'figure':>22} {'ratio':>9} {'goal':>10}")
    print("-" * 117)
