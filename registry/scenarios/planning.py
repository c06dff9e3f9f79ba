"""Where a planned adoption of a city's roadmap stands (S38). Pure.

Its status: `live` when the component is live at a version that fits; `late` when its day has passed and it never was;
`begun` when an adoption is under way, `planned` otherwise. What was live once and runs no more is `begun` again, or
`late` when nothing is under way. The slippage in days runs from the day that was first planned: a day that is moved
moves nothing. It ends at the day on which it first was live, else at the planned day or today, whichever is later.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from registry.scenarios.covering import takes


class Step(NamedTuple):
    """Into a stage, at a version that may be unknown, on a day."""

    stage: str
    version: str | None
    on: date


class Plan(NamedTuple):
    """What is planned: versions that will do, the day by which, and the day that was first planned."""

    specifier: str
    planned_on: date
    first_planned_on: date


class Progress(NamedTuple):
    """Where a planned adoption stands."""

    status: str
    reached_on: date | None
    slippage_days: int


def progress_of(plan: Plan, histories: Iterable[Sequence[Step]], today: date) -> Progress:
    """Where it stands by the steps of the city's adoptions of the component, each history in the order of its days."""
    known = [[step for step in history if step.on <= today] for history in histories]
    ends = [history[-1] for history in known if history]
    reached = min((step.on for history in known for step in history if _fulfils(plan, step)), default=None)
    expected = reached or max(plan.planned_on, today)
    return Progress(_status(plan, ends, reached, today), reached, (expected - plan.first_planned_on).days)


def _status(plan: Plan, ends: Sequence[Step], reached: date | None, today: date) -> str:
    if any(_fulfils(plan, step) for step in ends):
        return "live"
    is_past = today > plan.planned_on
    if is_past and reached is None:
        return "late"
    if any(step.stage != "retired" for step in ends):
        return "begun"
    return "late" if is_past else "planned"


def _fulfils(plan: Plan, step: Step) -> bool:
    return step.stage == "live" and takes(plan.specifier, step.version)
