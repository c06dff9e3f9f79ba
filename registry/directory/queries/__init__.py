"""Questions about organisations that other slices answer too: who offers, supplies and runs what."""

from registry.directory.queries.finding import FACETS, Engines, Found, Sort, Wanted, find_organisations
from registry.directory.queries.offering import offering_ids
from registry.directory.queries.profiles import Shown, published_by, run_by, run_by_peers, supplied_by

__all__ = [
    "FACETS",
    "Engines",
    "Found",
    "Shown",
    "Sort",
    "Wanted",
    "find_organisations",
    "offering_ids",
    "published_by",
    "run_by",
    "run_by_peers",
    "supplied_by",
]
