"""Questions about demands, who seconds them, what is offered for them, and what nobody offers."""

from registry.demands.queries.alike import AskedAlready, demands_alike
from registry.demands.queries.answers import (
    cities_behind,
    find_confirmed,
    find_second,
    get_offer,
    get_second,
    list_offers,
    list_seconds,
    seconding_city,
)
from registry.demands.queries.commonality import AskedFor, asked_for
from registry.demands.queries.demands import Shown, get_demand, list_demands, show
from registry.demands.queries.unmet import Unmet, UnmetCounts, count_unmet, demands_of, unmet_demands

__all__ = [
    "AskedAlready",
    "AskedFor",
    "Shown",
    "Unmet",
    "UnmetCounts",
    "asked_for",
    "cities_behind",
    "count_unmet",
    "demands_alike",
    "demands_of",
    "find_confirmed",
    "find_second",
    "get_demand",
    "get_offer",
    "get_second",
    "list_demands",
    "list_offers",
    "list_seconds",
    "seconding_city",
    "show",
    "unmet_demands",
]
