"""D5 实效: what reuse saved, what projects came to, which gaps were closed (L5P1). Pure."""

from typing import Final

from registry.gaps.closing import closing_rate
from registry.statistics.measuring.facts import DECIMALS, CityFacts
from registry.statistics.measuring.measured import Excluded, Measured, not_yet, percent
from registry.statistics.measuring.uptake import share


def saving_rate(facts: CityFacts) -> Measured:
    """L5P1-A1: verified saving by accepted baseline, in percent; a negative saving is kept."""
    counted = [each for each in facts.costs if each.excluded is None]
    left_out = [Excluded("adoption", each.adoption, each.excluded) for each in facts.costs if each.excluded]
    baseline, saved = sum(each.baseline for each in counted), sum(each.counts for each in counted)
    inputs = {
        "costs_verified": len(counted),
        "baseline_yuan": round(baseline / 100, 2),
        "saving_yuan": round(saved / 100, 2),
    }
    if not baseline:
        return Measured(None, "no_verified_cost", inputs, excluded=left_out)
    adoptions = sorted(each.adoption for each in counted)
    return Measured(percent(saved, baseline), None, inputs, adoptions=adoptions, excluded=left_out)


def effectiveness(facts: CityFacts) -> Measured:
    """L5P1-A2: the mean score of the projects that an assessor evaluated."""
    return share(facts.effectiveness, "project", "projects", "projects_evaluated", "no_project_evaluated")


def public_perception(facts: CityFacts) -> Measured:
    """L5P1-A3: the public's three ratings."""
    return not_yet("public_feedback_not_yet")


def gaps_closed(facts: CityFacts) -> Measured:
    """L5P1-A4: gaps closed with evidence by gaps due, in percent."""
    found = closing_rate(facts.gaps, facts.first, facts.day)
    inputs = {"gaps_due": len(found.due), "gaps_closed": len(found.closed), "gaps_set_aside": len(found.set_aside)}
    if found.percent is None:
        return Measured(None, "no_gap_due", inputs)
    left_out = [
        Excluded("gap", each, "set_aside" if each in found.set_aside else "not_closed")
        for each in found.due
        if each not in found.closed
    ]
    records = [("gap", each) for each in found.closed]
    return Measured(round(found.percent, DECIMALS), None, inputs, others=records, excluded=left_out)


MEASURES: Final = {
    "L5P1-A1": saving_rate,
    "L5P1-A2": effectiveness,
    "L5P1-A3": public_perception,
    "L5P1-A4": gaps_closed,
}
