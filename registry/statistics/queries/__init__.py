"""Questions of the statistics: facts of changed rows, what is kept, what a recount says, what a city has done."""

from registry.statistics.queries.cities import measure_city
from registry.statistics.queries.facts import (
    Touched,
    adoption_facts,
    adoptions_touched,
    component_facts,
    ids_after,
    touched_by,
    version_facts,
    versions_of,
)
from registry.statistics.queries.kept import contributions_of, events_behind, kept_amounts, read_overview
from registry.statistics.queries.recounting import Difference, differences, recount

__all__ = [
    "Difference",
    "Touched",
    "adoption_facts",
    "adoptions_touched",
    "component_facts",
    "contributions_of",
    "differences",
    "events_behind",
    "ids_after",
    "kept_amounts",
    "measure_city",
    "read_overview",
    "recount",
    "touched_by",
    "version_facts",
    "versions_of",
]
