"""Questions about adoptions. Landscapes are for cities and administrators; everybody else sees aggregates."""

from registry.adoption.queries.adoptions import (
    get_adoption,
    list_adoptions,
    list_of_city,
    list_of_component,
    list_whole,
    require_landscapes,
)
from registry.adoption.queries.running import (
    body_ids_running,
    city_runs,
    component_ids_run_by,
    component_ids_run_by_any,
    count_cities_running,
)
from registry.adoption.queries.updates import list_installed, list_updates

__all__ = [
    "body_ids_running",
    "city_runs",
    "component_ids_run_by",
    "component_ids_run_by_any",
    "count_cities_running",
    "get_adoption",
    "list_adoptions",
    "list_installed",
    "list_of_city",
    "list_of_component",
    "list_updates",
    "list_whole",
    "require_landscapes",
]
