"""Questions of the statistics: what is kept of the figures, what a recount says, what a city has done."""

from registry.statistics.queries.cities import measure_city, measure_in, values_of
from registry.statistics.queries.deals import list_deals
from registry.statistics.queries.kept import amounts, corrections, events_behind
from registry.statistics.queries.overview import read_overview
from registry.statistics.queries.recounting import Difference, differences

__all__ = [
    "Difference",
    "amounts",
    "corrections",
    "differences",
    "events_behind",
    "list_deals",
    "measure_city",
    "measure_in",
    "read_overview",
    "values_of",
]
