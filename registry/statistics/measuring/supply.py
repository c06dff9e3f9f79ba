"""D1 创新供给: what a city offers, and who takes it up (L1P1). Pure."""

from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Final

from registry.statistics.measuring.facts import DECIMALS, INSTITUTIONAL, CityFacts, OwnComponent, Use
from registry.statistics.measuring.measured import (
    Excluded,
    Measured,
    external,
    ids,
    names,
    percent,
    running,
    worthless,
)

LEAST_QUALITY: Final = 60
ON_SHELF: Final = ("listed", "deprecated")


def in_force(facts: CityFacts) -> list[OwnComponent]:
    """The city's components that count, each family of near-duplicates once."""
    found: dict[str, OwnComponent] = {}
    for component in sorted(facts.own):
        if component.is_own and why_not(facts, component) is None:
            found.setdefault(component.family or component.name, component)
    return sorted(found.values())


def why_not(facts: CityFacts, component: OwnComponent) -> str | None:
    """Why a component is not in force on the day; None where it is."""
    if component.status not in ON_SHELF:
        return "not_on_shelf"
    if not any(release.stands_on(facts.day) for release in component.releases):
        return "no_stable_version"
    if component.quality < LEAST_QUALITY:
        return "documentation_below_60"
    if component.support_until is not None and component.support_until < facts.day:
        return "support_ended"
    return None


def components_in_force(facts: CityFacts) -> Measured:
    """L1P1-A1: own components on the shelf, with a stable version, documented and supported; a family counts once."""
    counted = [component.name for component in in_force(facts)]
    listed = [component for component in facts.own if component.is_own and component.status is not None]
    left_out = [
        Excluded("component", each.name, why_not(facts, each) or "near_duplicate")
        for each in sorted(listed)
        if each.name not in counted
    ]
    inputs = {"components_of_the_city": len(listed)}
    return Measured(len(counted), None, inputs, components=counted, excluded=left_out)


def external_reuse_rate(facts: CityFacts) -> Measured:
    """L1P1-A2: the share, in percent, of the components in force that another city effectively adopts."""
    counted = {component.name for component in in_force(facts)}
    adoptions = [each for each in running(facts, facts.reuse) if each.component in counted]
    effective = _effective(adoptions)
    inputs = {"components_in_force": len(counted), "components_reused": len(names(effective))}
    if not counted:
        return Measured(None, "no_component_in_force", inputs)
    value = percent(len(names(effective)), len(counted))
    return Measured(value, None, inputs, names(effective), ids(effective), excluded=worthless(adoptions))


def reusing_cities(facts: CityFacts) -> Measured:
    """L1P1-A3: how many other cities have an adoption of the city's components with credit above 0."""
    adoptions = running(facts, facts.reuse)
    effective = _effective(adoptions)
    cities = {adoption.city for adoption in effective}
    inputs = {"cities": len(cities), "adoptions_running": len(adoptions)}
    if not any(each.is_own and each.status is not None for each in facts.own):
        return Measured(None, "no_component_published", inputs)
    return Measured(len(cities), None, inputs, names(effective), ids(effective), excluded=worthless(adoptions))


def radiated_credit(facts: CityFacts) -> Measured:
    """L1P1-A4: in-force credit over the period of all adoptions of the city's components."""
    counted = [each for each in external(facts.reuse) if each.average > 0]
    inputs = {"adoptions_credited": len(counted)}
    value = round(sum(each.average for each in counted), DECIMALS)
    left_out = worthless(running(facts, facts.reuse))
    return Measured(value, None, inputs, names(counted), ids(counted), excluded=left_out)


def radiated_breadth(facts: CityFacts) -> Measured:
    """L1P1-A5: entropy of the adopting cities over provinces, by that of an even spread over every province here."""
    effective = _effective(running(facts, facts.reuse))
    provinces = Counter(dict({each.city: each.province or "unknown" for each in effective}).values())
    inputs = {"cities": provinces.total(), "provinces": len(provinces), "provinces_registered": facts.provinces}
    if not effective:
        return Measured(None, "no_effective_adopter", inputs)
    if facts.provinces < 2:
        return Measured(None, "one_province", inputs)
    value = round(min(1.0, _entropy(provinces.values()) / log(facts.provinces)), DECIMALS)
    return Measured(value, None, inputs, names(effective), ids(effective))


def institutional_results(facts: CityFacts) -> Measured:
    """L1P1-A6: standards, policy templates and playbooks in force that another city effectively adopts."""
    own = {component.name for component in in_force(facts) if component.kind in INSTITUTIONAL}
    effective = [each for each in _effective(running(facts, facts.reuse)) if each.component in own]
    return Measured(len(names(effective)), None, {"institutional_in_force": len(own)}, names(effective), ids(effective))


def _effective(adoptions: Iterable[Use]) -> list[Use]:
    return [each for each in adoptions if each.credit > 0]


def _entropy(amounts: Iterable[int]) -> float:
    counted = [amount for amount in amounts if amount]
    whole = sum(counted)
    return -sum(amount / whole * log(amount / whole) for amount in counted)


MEASURES: Final = {
    "L1P1-A1": components_in_force,
    "L1P1-A2": external_reuse_rate,
    "L1P1-A3": reusing_cities,
    "L1P1-A4": radiated_credit,
    "L1P1-A5": radiated_breadth,
    "L1P1-A6": institutional_results,
}
