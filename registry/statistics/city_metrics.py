"""How the metrics of a city read: value, formula, definition, inputs and the records behind them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from registry.statistics.histories import stage_on
from registry.statistics.measuring import CityFacts, Excluded, Measured
from registry.statistics.periods import Period
from registry.statistics.wording import wording


class Hidden(NamedTuple):
    """Names of components, and kinds of records, that who asks is not told."""

    components: frozenset[str]
    kinds: frozenset[str]

    def hides(self, kind: str, key: str) -> bool:
        return kind in self.kinds or (kind == "component" and key in self.components)


def describe_city(
    about: Mapping[str, Any], period: Period, facts: CityFacts, measured: Mapping[str, Measured], hidden: Hidden
) -> dict[str, Any]:
    """The document of a city's metrics; its adoptions are counted by their stage on the day.

    What is `hidden` from who asks is counted, since the figure is the city's, but not named.
    """
    return {
        **about,
        "period": {"code": period.code, "from": period.first.isoformat(), "to": period.last.isoformat()},
        "as_of": facts.day.isoformat(),
        "note": wording().note,
        "metrics": [describe_metric(code, found, hidden) for code, found in measured.items()],
        "stages": _stages(facts),
    }


def describe_metric(code: str, found: Measured, hidden: Hidden) -> dict[str, Any]:
    """One metric with everything behind it."""
    texts = wording()
    return {
        "code": code,
        **texts.metrics[code],
        "value": found.value,
        "reason": texts.reasons[found.reason] if found.reason else None,
        "reason_code": found.reason,
        "inputs": [{"key": key, "label": texts.inputs[key], "value": value} for key, value in found.inputs.items()],
        "records": {
            "components": [name for name in found.components if not hidden.hides("component", name)],
            "adoptions": list(found.adoptions),
            "others": [{"kind": kind, "id": key} for kind, key in found.others if not hidden.hides(kind, key)],
        },
        "exclusions": _exclusions(found.excluded, hidden),
    }


def _exclusions(excluded: Iterable[Excluded], hidden: Hidden) -> list[dict[str, Any]]:
    texts = wording().exclusions
    return [
        {"kind": each.kind, "id": each.id, "reason": each.reason, "text": texts[each.reason]}
        for each in excluded
        if not hidden.hides(each.kind, each.id)
    ]


def _stages(facts: CityFacts) -> list[dict[str, Any]]:
    every = Counter(stage_on(adoption.steps, facts.day) for adoption in facts.use)
    external = Counter(stage_on(adoption.steps, facts.day) for adoption in facts.use if adoption.is_external)
    return [
        {"key": stage, "label": label, "value": every[stage], "external": external[stage]}
        for stage, label in wording().labels["stage"].items()
    ]
