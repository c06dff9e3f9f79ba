"""D4 标准与质量: how well a city's components are documented, proved, answered for and rated (L4P1). Pure."""

from collections import defaultdict
from statistics import median
from typing import Final

from registry.adoption.rating import mean_of
from registry.statistics.measuring.facts import DECIMALS, CityFacts
from registry.statistics.measuring.measured import Excluded, Measured, live, percent, running
from registry.statistics.measuring.supply import in_force


def documentation(facts: CityFacts) -> Measured:
    """L4P1-A1: the mean documentation score of components in force, each weighing 1 and 1 more by adopting city."""
    own = in_force(facts)
    adopters: dict[str, set[str]] = defaultdict(set)
    for adoption in running(facts, facts.reuse):
        if adoption.credit > 0:
            adopters[adoption.component].add(adoption.city)
    if not own:
        return Measured(None, "no_component_in_force", {"components_in_force": 0})
    weights = {component.name: 1 + len(adopters[component.name]) for component in own}
    value = sum(each.quality * weights[each.name] for each in own) / sum(weights.values())
    inputs = {"components_in_force": len(own), "weight": sum(weights.values())}
    return Measured(round(value, DECIMALS), None, inputs, components=sorted(weights))


def conformance(facts: CityFacts) -> Measured:
    """L4P1-A2: of the components that the city has in force or has adopted live, those with a verified claim."""
    looked_at = {each.name: each.is_conformant for each in in_force(facts)}
    looked_at |= {each.component: each.is_conformant for each in live(facts, facts.use)}
    proved = sorted(name for name, is_proved in looked_at.items() if is_proved)
    inputs = {"components_looked_at": len(looked_at), "components_conformant": len(proved)}
    if not looked_at:
        return Measured(None, "no_component_at_all", inputs)
    left_out = [Excluded("component", name, "no_verified_claim") for name in sorted(set(looked_at) - set(proved))]
    return Measured(percent(len(proved), len(looked_at)), None, inputs, components=proved, excluded=left_out)


def response_hours(facts: CityFacts) -> Measured:
    """L4P1-A3: the median hours to the first answer, over what adopters reported in the period."""
    asked = [each for each in facts.asked if facts.first <= each.asked_on <= facts.day]
    answered = [each for each in asked if each.answered_on is not None and each.answered_on <= facts.day]
    hours = [each.hours for each in answered if each.hours is not None]
    inputs = {"reports": len(asked), "reports_answered": len(answered)}
    waiting = [Excluded("feedback", each.id, "not_answered") for each in asked if each not in answered]
    if not hours:
        return Measured(None, "nothing_answered", inputs, excluded=waiting)
    records = [("feedback", each.id) for each in answered]
    return Measured(round(median(hours), DECIMALS), None, inputs, others=records, excluded=waiting)


def advisories_in_time(facts: CityFacts) -> Measured:
    """L4P1-A4: of the advisories that were due in the period, as publisher and as adopter, those acted on in time."""
    due = [each for each in facts.remedies if facts.first <= each.due_on <= facts.day]
    done = [each for each in due if each.done_on is not None and each.done_on <= each.due_on]
    fixed = sum(each.adoption is None for each in due)
    inputs = {"advisories_due": fixed, "adoptions_due": len(due) - fixed, "in_time": len(done)}
    if not due:
        return Measured(None, "no_advisory_due", inputs)
    late = [
        Excluded("adoption", each.adoption, "acted_on_late") if each.adoption else _late(each.advisory)
        for each in due
        if each not in done
    ]
    records = [("advisory", each) for each in sorted({remedy.advisory for remedy in due})]
    adoptions = sorted({each.adoption for each in done if each.adoption})
    return Measured(percent(len(done), len(due)), None, inputs, (), adoptions, records, late)


def rating(facts: CityFacts) -> Measured:
    """L4P1-A5: the Bayesian mean of the ratings that other cities gave the city's components (prior 3.5, weight 5)."""
    count = sum(facts.ratings.values())
    if not count:
        return Measured(None, "no_rating", {"ratings": 0})
    return Measured(round(mean_of(facts.ratings), DECIMALS), None, {"ratings": count})


def _late(advisory: str) -> Excluded:
    return Excluded("advisory", advisory, "fixed_late")


MEASURES: Final = {
    "L4P1-A1": documentation,
    "L4P1-A2": conformance,
    "L4P1-A3": response_hours,
    "L4P1-A4": advisories_in_time,
    "L4P1-A5": rating,
}
