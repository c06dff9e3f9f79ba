"""What waits because entities responded to scenarios."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import aliased

from registry.organisations.models import Organisation
from registry.scenarios.models import ListedScenario, ScenarioOpening, ScenarioResponse
from registry.tasks.queries.asking import Asking, day_of
from registry.tasks.telling import Task, named, urgency_of


def decide_scenario_response(asking: Asking) -> Iterator[Task]:
    """What entities offer for the scenarios that we opened, to be decided by the day on which these close."""
    city = aliased(Organisation)
    query = (
        select(
            ScenarioResponse.public_id,
            ScenarioResponse.submitted_at,
            ScenarioOpening.closes_on,
            ListedScenario.code,
            city.slug,
            Organisation.name,
        )
        .join(ScenarioOpening, ScenarioOpening.id == ScenarioResponse.opening_id)
        .join(ListedScenario, ListedScenario.id == ScenarioOpening.listed_id)
        .join(city, city.id == ListedScenario.city_id)
        .join(Organisation, Organisation.id == ScenarioResponse.entity_id)
        .where(
            asking.is_ours(ListedScenario.city_id),
            ScenarioResponse.status == "submitted",
            ListedScenario.valid_to.is_(None),
        )
        .order_by(ScenarioOpening.closes_on, ScenarioResponse.id)
    )
    for row in asking.rows(query):
        yield Task(
            "decide_scenario_response",
            str(row.public_id),
            named("答复“{}”的场景应答", "Decide what {} offers for your scenario", row.name),
            day_of(row.submitted_at),
            row.closes_on,
            urgency_of(row.closes_on, asking.today),
            f"/organisations/{row.slug}/scenarios/{row.code}#responses",
        )
