"""Questions about adoptions. Landscapes are for cities and administrators; everybody else sees aggregates."""

from registry.adoption.queries.adoptions import (
    find_adoption,
    get_adoption,
    is_assessor,
    list_adoptions,
    list_of_city,
    list_of_component,
    list_own,
    list_whole,
    require_landscapes,
)
from registry.adoption.queries.contracts import find_contract, get_contract
from registry.adoption.queries.costs import find_cost, get_cost, list_earlier_costs, list_savings, standing_of
from registry.adoption.queries.policies import check_policy, findings_for, get_policy
from registry.adoption.queries.ratings import find_rating, get_rating, list_ratings, ratings_of
from registry.adoption.queries.reports import list_reports
from registry.adoption.queries.running import (
    body_ids_running,
    city_runs,
    component_ids_run_by,
    component_ids_run_by_any,
    count_cities_running,
)
from registry.adoption.queries.sides import governing, party_of
from registry.adoption.queries.updates import find_update, list_due, list_installed, list_updates
from registry.adoption.queries.usage import calls_on, last_issued, ledger_of, usage_of

__all__ = [
    "body_ids_running",
    "calls_on",
    "check_policy",
    "city_runs",
    "component_ids_run_by",
    "component_ids_run_by_any",
    "count_cities_running",
    "find_adoption",
    "find_contract",
    "find_cost",
    "find_rating",
    "find_update",
    "findings_for",
    "get_adoption",
    "get_contract",
    "get_cost",
    "get_policy",
    "get_rating",
    "governing",
    "is_assessor",
    "last_issued",
    "ledger_of",
    "list_adoptions",
    "list_due",
    "list_earlier_costs",
    "list_installed",
    "list_of_city",
    "list_of_component",
    "list_own",
    "list_ratings",
    "list_reports",
    "list_savings",
    "list_updates",
    "list_whole",
    "party_of",
    "ratings_of",
    "require_landscapes",
    "standing_of",
    "usage_of",
]
