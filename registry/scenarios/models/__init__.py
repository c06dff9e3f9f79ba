"""Tables: what each city has to get done, what for, with which components, and its road there."""

from registry.scenarios.models.lists import ListedScenario, ScenarioDataItem, SolutionPart
from registry.scenarios.models.openings import ScenarioOpening, ScenarioResponse, ScenarioResponseComponent
from registry.scenarios.models.roadmaps import RoadmapItem

__all__ = [
    "ListedScenario",
    "RoadmapItem",
    "ScenarioDataItem",
    "ScenarioOpening",
    "ScenarioResponse",
    "ScenarioResponseComponent",
    "SolutionPart",
]
