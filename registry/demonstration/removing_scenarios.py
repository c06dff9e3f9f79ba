"""Removing the scenario lists of made-up cities, and what made-up entities responded to those of others."""

from typing import Any

from sqlalchemy import or_, select, update

from registry.collaboration.models import Scenario
from registry.demonstration.gone import Gone
from registry.scenarios.models import (
    ListedScenario,
    RoadmapItem,
    ScenarioDataItem,
    ScenarioOpening,
    ScenarioResponse,
    ScenarioResponseComponent,
    SolutionPart,
)


def remove_scenario_lists(gone: Gone, organisations: Any, components: Any) -> None:
    """A list goes with its city; of the lists of others go the made-up scenarios, components and entities."""
    of_fiction = select(Scenario.id).where(Scenario.is_demo)
    listed = gone.read(
        select(ListedScenario.id).where(
            or_(
                ListedScenario.is_demo,
                ListedScenario.city_id.in_(organisations),
                ListedScenario.scenario_id.in_(of_fiction),
            )
        )
    )
    openings = select(ScenarioOpening.id).where(ScenarioOpening.listed_id.in_(listed))
    responses = gone.read(
        select(ScenarioResponse.id).where(
            or_(ScenarioResponse.opening_id.in_(openings), ScenarioResponse.entity_id.in_(organisations))
        )
    )
    named = ScenarioResponseComponent.component_id.in_(components)
    gone(ScenarioResponseComponent, or_(ScenarioResponseComponent.response_id.in_(responses), named))
    gone(ScenarioResponse, ScenarioResponse.id.in_(responses))
    gone(ScenarioOpening, ScenarioOpening.listed_id.in_(listed))
    for table in (RoadmapItem, SolutionPart):
        gone(table, or_(table.listed_id.in_(listed), table.component_id.in_(components)))
    gone(ScenarioDataItem, ScenarioDataItem.listed_id.in_(listed))
    untied = update(ScenarioDataItem).where(ScenarioDataItem.source_id.in_(components)).values(source_id=None)
    gone.session.execute(untied.execution_options(synchronize_session=False))
    gone(ListedScenario, ListedScenario.id.in_(listed))
