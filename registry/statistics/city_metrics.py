"""How the metrics of a city read: value, formula, definition, inputs and the records behind them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from registry.statistics.histories import AdoptionHistory, stage_on
from registry.statistics.measures import Measured
from registry.statistics.periods import Period
from registry.statistics.wording import wording


def describe_city(
    city: Mapping[str, Any],
    period: Period,
    day: date,
    measured: Mapping[str, Measured],
    use: Sequence[AdoptionHistory],
    hidden: Collection[str] = (),
) -> dict[str, Any]:
    """The document of a city's metrics; `use` are its adoptions, which are counted by their stage on the day.

    Components that are `hidden` from who asks are counted, since the figure is the city's, but not named.
    """
    return {
        **city,
        "period": {"code": period.code, "from": period.first.isoformat(), "to": period.last.isoformat()},
        "as_of": day.isoformat(),
        "note": wording().note,
        "metrics": [_metric(code, found, hidden) for code, found in measured.items()],
        "stages": _stages(use, day),
    }


def _metric(code: str, found: Measured, hidden: Collection[str]) -> dict[str, Any]:
    texts = wording()
    return {
        "code": code,
        **texts.metrics[code],
        "value": found.value,
        "reason": texts.reasons[found.reason] if found.reason else None,
        "inputs": [{"key": key, "label": texts.inputs[key], "value": value} for key, value in found.inputs.items()],
        "records": {
            "components": [name for name in found.components if name not in hidden],
            "adoptions": list(found.adoptions),
        },
    }


def _stages(use: Sequence[AdoptionHistory], day: date) -> list[dict[str, Any]]:
    every = Counter(stage_on(adoption.steps, day) for adoption in use)
    external = Counter(stage_on(adoption.steps, day) for adoption in use if adoption.is_external)
    return [
        {"key": stage, "label": label, "value": every[stage], "external": external[stage]}
        for stage, label in wording().labels["stage"].items()
    ]
