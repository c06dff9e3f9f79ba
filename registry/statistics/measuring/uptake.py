"""D2 复用应用: what a city takes up, how deep, how soon and how current (L2P1). Pure."""

from statistics import fmean, median
from typing import Final

from registry.statistics.currency import behind, currency
from registry.statistics.histories import first_day, stage_on, years_later
from registry.statistics.measuring.facts import DECIMALS, CityFacts, Shares, Use
from registry.statistics.measuring.measured import (
    Excluded,
    Measured,
    external,
    ids,
    live,
    names,
    percent,
    running,
    worthless,
)


def reuse_credit(facts: CityFacts) -> Measured:
    """L2P1-A1: in-force credit over the period of the city's adoptions."""
    counted = [each for each in external(facts.use) if each.average > 0]
    inputs = {"adoptions_credited": len(counted)}
    value = round(sum(each.average for each in counted), DECIMALS)
    return Measured(value, None, inputs, adoptions=ids(counted), excluded=worthless(running(facts, facts.use)))


def scenario_coverage(facts: CityFacts) -> Measured:
    """L2P1-A2: scenarios of the city's list with a live component of their solution, by all of them."""
    return share(facts.coverage, "scenario", "scenarios", "scenarios_covered", "no_scenario_listed")


def reuse_first(facts: CityFacts) -> Measured:
    """L2P1-A3: projects approved in the period that put reuse first, by all of them."""
    return share(facts.reuse_first, "project", "projects", "projects_reuse_first", "no_project_approved")


def mean_depth(facts: CityFacts) -> Measured:
    """L2P1-A4: the mean depth of live adoptions."""
    counted = live(facts, facts.use)
    if not counted:
        return Measured(None, "none_live", {"live": 0})
    value = round(fmean(each.depth for each in counted), DECIMALS)
    return Measured(value, None, {"live": len(counted)}, adoptions=ids(counted))


def days_to_go_live(facts: CityFacts) -> Measured:
    """L2P1-A5: the median days from first approval to first going live, where the latter lies in the period."""
    spans: dict[str, int] = {}
    for adoption in external(facts.use):
        approved, lived = first_day(adoption.steps, "approved"), first_day(adoption.steps, "live")
        if approved is not None and lived is not None and facts.first <= lived <= facts.day:
            spans[adoption.id] = (lived - approved).days
    if not spans:
        return Measured(None, "none_went_live", {"went_live": 0})
    inputs = {"went_live": len(spans), "fewest_days": min(spans.values()), "most_days": max(spans.values())}
    return Measured(median(spans.values()), None, inputs, adoptions=sorted(spans))


def version_currency(facts: CityFacts) -> Measured:
    """L2P1-A6: the mean currency of live adoptions whose version is known."""
    found = live(facts, facts.use)
    current = {each.id: value for each in found if (value := currency_of(facts, each)) is not None}
    counted = [each for each in found if each.id in current]
    left_out = [Excluded("adoption", each.id, "version_unknown") for each in found if each.id not in current]
    exposed = [Excluded("adoption", each.id, "critical_advisory_overdue") for each in counted if each.exposed]
    inputs = {"live": len(found), "version_known": len(counted)}
    if not counted:
        return Measured(None, "no_version_known", inputs, excluded=left_out)
    value = round(fmean(current.values()), DECIMALS)
    return Measured(value, None, inputs, names(counted), ids(counted), excluded=[*left_out, *exposed])


def currency_of(facts: CityFacts, adoption: Use) -> float | None:
    """How current the version is that an adoption runs on the day; None where it is not known."""
    number = version_on(facts, adoption)
    if number is None:
        return None
    return currency(behind(number, adoption.releases, facts.day), is_exposed=adoption.exposed)


def version_on(facts: CityFacts, adoption: Use) -> str | None:
    """The version it was at, at the end of the day."""
    return next((step.version for step in reversed(adoption.steps) if step.on <= facts.day), None)


def retention(facts: CityFacts) -> Measured:
    """L2P1-A7: of what first went live twelve months before the day or earlier, the share live after those months."""
    old, kept = [], []
    for adoption in external(facts.use):
        lived = first_day(adoption.steps, "live")
        if lived is None or years_later(lived) > facts.day:
            continue
        old.append(adoption)
        if stage_on(adoption.steps, years_later(lived)) == "live":
            kept.append(adoption)
    inputs = {"old_enough": len(old), "retained": len(kept)}
    if not old:
        return Measured(None, "none_old_enough", inputs)
    return Measured(percent(len(kept), len(old)), None, inputs, adoptions=ids(old))


def share(found: Shares, kind: str, whole: str, part: str, reason: str) -> Measured:
    """A share that another slice has counted, with its records and its exclusions."""
    inputs = {whole: len(found.whole), part: len(found.part)}
    left_out = [Excluded(kind, each, why) for each, why in sorted(found.excluded.items())]
    if not found.whole:
        return Measured(None, reason, inputs, excluded=left_out)
    value = percent(len(found.part), len(found.whole)) if found.value is None else round(found.value, DECIMALS)
    return Measured(value, None, inputs, others=[(kind, each) for each in found.part], excluded=left_out)


MEASURES: Final = {
    "L2P1-A1": reuse_credit,
    "L2P1-A2": scenario_coverage,
    "L2P1-A3": reuse_first,
    "L2P1-A4": mean_depth,
    "L2P1-A5": days_to_go_live,
    "L2P1-A6": version_currency,
    "L2P1-A7": retention,
}
