"""Changes of scenario lists: what is listed, opened, responded and planned."""

from registry.scenarios.actions.listing import change_listed, list_scenario, own_city, remove_listed
from registry.scenarios.actions.openings import close_scenario, decide_response, open_scenario, opening_tag, respond
from registry.scenarios.actions.roadmaps import plan_roadmap

__all__ = [
    "change_listed",
    "close_scenario",
    "decide_response",
    "list_scenario",
    "open_scenario",
    "opening_tag",
    "own_city",
    "plan_roadmap",
    "remove_listed",
    "respond",
]
