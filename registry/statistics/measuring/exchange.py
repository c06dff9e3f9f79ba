"""D3 协同帮扶: help between cities (L3P1). Pure."""

from collections.abc import Iterable
from math import sqrt
from typing import Final

from registry.statistics.measuring.facts import DECIMALS, CityFacts, Use
from registry.statistics.measuring.measured import Excluded, Measured, external, ids, names
from registry.statistics.measuring.supply import why_not
from registry.statistics.measuring.uptake import share

ORDER: Final = {"foundational": 0, "progressing": 1, "leading": 2}
"""From the class that is helped to the one that helps (S22); a city without a class is in none of it."""


def help_given(facts: CityFacts) -> Measured:
    """L3P1-A1: credit over the period of adoptions of the city's components by cities of a lower class."""
    return _across(each for each in external(facts.reuse) if _is_downward(each))


def help_received(facts: CityFacts) -> Measured:
    """L3P1-A1R: credit over the period of the city's adoptions of components of cities of a higher class."""
    return _across(each for each in external(facts.use) if _is_downward(each))


def pairing_activities(facts: CityFacts) -> Measured:
    """L3P1-A2: what the planned activities of the city's pairings earn, by their weights."""
    return share(facts.activities, "activity", "activities", "activities_earning", "no_activity_planned")


def built_together(facts: CityFacts) -> Measured:
    """L3P1-A3: components in force that the city publishes or co-owns, with contributors of two prefectures or more."""
    counted = [
        each.name for each in sorted(facts.own) if why_not(facts, each) is None and len(set(each.contributors)) >= 2
    ]
    alone = [
        Excluded("component", each.name, "one_prefecture")
        for each in sorted(facts.own)
        if not each.is_own and each.name not in counted
    ]
    return Measured(len(counted), None, {"components_looked_at": len(facts.own)}, components=counted, excluded=alone)


def cluster_exchange(facts: CityFacts) -> Measured:
    """L3P1-A4: credit exchanged within the city's clusters by all credit exchanged, times √(partners met ÷ partners).

    Exchange with one of many partners is no exchange within the cluster: the root of their share says so.
    """
    given = [(each.city, each) for each in external(facts.reuse) if each.average > 0]
    taken = [(each.publisher_city, each) for each in external(facts.use) if each.average > 0]
    exchanged = [*given, *taken]
    within = [(city, each) for city, each in exchanged if city in facts.partners]
    met = {city for city, _ in within}
    inputs = {"partners": len(facts.partners), "partners_met": len(met), "adoptions_exchanged": len(exchanged)}
    if not facts.partners:
        return Measured(None, "no_cluster", inputs)
    if not exchanged:
        return Measured(None, "nothing_exchanged", inputs)
    part, whole = (sum(each.average for _, each in rows) for rows in (within, exchanged))
    value = round(part / whole * sqrt(len(met) / len(facts.partners)), DECIMALS)
    return Measured(value, None, inputs, adoptions=ids(each for _, each in within))


def _is_downward(adoption: Use) -> bool:
    """Whether the adopter's class is lower than the publisher's."""
    taker, giver = ORDER.get(adoption.adopter_class or ""), ORDER.get(adoption.publisher_class or "")
    return taker is not None and giver is not None and taker < giver


def _across(adoptions: Iterable[Use]) -> Measured:
    counted = [each for each in adoptions if each.average > 0]
    value = round(sum(each.average for each in counted), DECIMALS)
    return Measured(value, None, {"adoptions_credited": len(counted)}, names(counted), ids(counted))


MEASURES: Final = {
    "L3P1-A1": help_given,
    "L3P1-A1R": help_received,
    "L3P1-A2": pairing_activities,
    "L3P1-A3": built_together,
    "L3P1-A4": cluster_exchange,
}
