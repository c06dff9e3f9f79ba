"""The adoption metrics of a city, as far as adoptions tell them: each with its inputs and the records behind it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Final, NamedTuple

from registry.statistics.histories import AdoptionHistory, first_day, stage_on, years_later

RUNNING: Final = ("pilot", "live")
DECIMALS: Final = 4


class StableVersion(NamedTuple):
    """A stable version: the day it was published, and the day it was yanked."""

    published_on: date
    yanked_on: date | None


class OwnComponent(NamedTuple):
    """A component of the city. `listed_on` is the day it first came on the shelf; `is_on_shelf`: it is there now."""

    name: str
    is_on_shelf: bool
    listed_on: date | None
    stable_versions: Sequence[StableVersion]


class Measured(NamedTuple):
    """A value, or None with the code of the reason; what it was computed from; the records behind it."""

    value: float | None
    reason: str | None
    inputs: Mapping[str, float]
    components: Sequence[str] = ()
    adoptions: Sequence[str] = ()


def components_in_force(own: Sequence[OwnComponent], day: date) -> Measured:
    """L1P1-A1: own components on the shelf on the day with a stable version that is published and not yanked."""
    names = sorted(component.name for component in own if _is_in_force(component, day))
    inputs = {"components_of_the_city": sum(_was_listed(component, day) for component in own)}
    return Measured(len(names), None, inputs, components=names)


def external_reuse_rate(in_force: Collection[str], reuse: Sequence[AdoptionHistory], day: date) -> Measured:
    """L1P1-A2: the share, in percent, of the components in force that another city runs on the day."""
    running = [adoption for adoption in _running(reuse, day) if adoption.component in in_force]
    reused = sorted({adoption.component for adoption in running})
    inputs = {"components_in_force": len(in_force), "components_reused": len(reused)}
    if not in_force:
        return Measured(None, "no_component_in_force", inputs)
    return Measured(_percent(len(reused), len(in_force)), None, inputs, reused, _ids(running))


def reusing_cities(own: Sequence[OwnComponent], reuse: Sequence[AdoptionHistory], day: date) -> Measured:
    """L1P1-A3: how many other cities run a component of the city on the day."""
    running = _running(reuse, day)
    cities = {adoption.city for adoption in running}
    inputs = {"cities": len(cities), "adoptions_running": len(running)}
    if not any(_was_listed(component, day) for component in own):
        return Measured(None, "no_component_published", inputs)
    names = sorted({adoption.component for adoption in running})
    return Measured(len(cities), None, inputs, names, _ids(running))


def days_to_go_live(use: Sequence[AdoptionHistory], first: date, day: date) -> Measured:
    """L2P1-A5: the median days from first approval to first going live, where the latter is from `first` to `day`."""
    spans: dict[str, int] = {}
    for adoption in _external(use):
        approved, live = first_day(adoption.steps, "approved"), first_day(adoption.steps, "live")
        if approved is not None and live is not None and first <= live <= day:
            spans[adoption.id] = (live - approved).days
    if not spans:
        return Measured(None, "none_went_live", {"went_live": 0})
    inputs = {"went_live": len(spans), "fewest_days": min(spans.values()), "most_days": max(spans.values())}
    return Measured(median(spans.values()), None, inputs, adoptions=sorted(spans))


def retention(use: Sequence[AdoptionHistory], day: date) -> Measured:
    """L2P1-A7: of what first went live twelve months before the day or earlier, the share live after those months."""
    old, kept = [], []
    for adoption in _external(use):
        live = first_day(adoption.steps, "live")
        if live is None or years_later(live) > day:
            continue
        old.append(adoption)
        if stage_on(adoption.steps, years_later(live)) == "live":
            kept.append(adoption)
    inputs = {"old_enough": len(old), "retained": len(kept)}
    if not old:
        return Measured(None, "none_old_enough", inputs)
    return Measured(_percent(len(kept), len(old)), None, inputs, adoptions=_ids(old))


def _was_listed(component: OwnComponent, day: date) -> bool:
    return component.listed_on is not None and component.listed_on <= day


def _is_in_force(component: OwnComponent, day: date) -> bool:
    return (
        component.is_on_shelf
        and _was_listed(component, day)
        and any(
            version.published_on <= day and (version.yanked_on is None or version.yanked_on > day)
            for version in component.stable_versions
        )
    )


def _external(adoptions: Sequence[AdoptionHistory]) -> list[AdoptionHistory]:
    return [adoption for adoption in adoptions if adoption.is_external]


def _running(adoptions: Sequence[AdoptionHistory], day: date) -> list[AdoptionHistory]:
    return [adoption for adoption in _external(adoptions) if stage_on(adoption.steps, day) in RUNNING]


def _ids(adoptions: Sequence[AdoptionHistory]) -> list[str]:
    return sorted(adoption.id for adoption in adoptions)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, DECIMALS)
