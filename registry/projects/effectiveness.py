"""How far a project did what it was to do: a score from 0 to 100 (项目成效, L5P1-A2). Pure.

Formula `effectiveness-1`: for each target its attainment, by the rule *target* of the domain (3.5):
    more is better  (up):    100 · min(1, result ÷ target), never below 0
    less is better  (down):  100 where result ≤ target, else 100 · target ÷ result
and the score is the mean of the attainments, weighted: Σ weight·attainment ÷ Σ weight. A target without a result
attained nothing. Baselines are kept with the inputs and tell whether something became better; they do not score, so
that a city that began from little is measured by the same rule. Four decimals, half to even.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

FORMULA: Final = "effectiveness-1"


class Input(NamedTuple):
    """One target with its result, and what that came to. `weight_share` is its part of all weights."""

    target: int
    baseline: float | None
    wanted: float
    result: float | None
    direction: str
    weight: float
    weight_share: float
    attainment: float
    is_better: bool | None


class Effectiveness(NamedTuple):
    """The score with each of its inputs."""

    score: float
    inputs: list[Input]


def attainment(result: float | None, wanted: float, direction: str) -> float:
    """How far one target was reached, 0 to 100; nothing without a result."""
    if result is None:
        return 0.0
    if direction == "up":
        return round(100 * max(0.0, min(1.0, result / wanted)), 4)
    return 100.0 if result <= wanted else round(100 * wanted / result, 4)


def evaluate(targets: Sequence[Mapping[str, Any]], results: Mapping[int, float]) -> Effectiveness:
    """The score of targets (`target`, `baseline`, `direction`, `weight`, numbered from 1) with results by number."""
    whole = sum(float(entry["weight"]) for entry in targets)
    inputs = [_input(number, entry, results.get(number), whole) for number, entry in enumerate(targets, start=1)]
    # From the shares as they are, not as they are shown.
    score = sum(each.weight * each.attainment for each in inputs) / whole
    return Effectiveness(round(score, 4), inputs)


def _input(number: int, entry: Mapping[str, Any], result: float | None, whole: float) -> Input:
    baseline, wanted, direction = entry.get("baseline"), float(entry["target"]), entry["direction"]
    better = None
    if baseline is not None and result is not None:
        better = result > baseline if direction == "up" else result < baseline
    return Input(
        target=number,
        baseline=baseline,
        wanted=wanted,
        result=result,
        direction=direction,
        weight=float(entry["weight"]),
        weight_share=round(float(entry["weight"]) / whole, 4),
        attainment=attainment(result, wanted, direction),
        is_better=better,
    )
