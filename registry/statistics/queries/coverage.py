"""Which scenarios are served by shared components, and what cities ask for."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from registry.collaboration.models import Scenario
from registry.demands.models import Demand, DemandStep
from registry.kit.actor import Actor
from registry.scenarios.models import ListedScenario, SolutionPart
from registry.scenarios.queries.coverage import coverage_of_all
from registry.statistics.answering import Row, Value, answer, texts_of
from registry.statistics.asking import Question
from registry.statistics.cells import ON_SHELF
from registry.statistics.figures.spread import percent
from registry.statistics.models import Span
from registry.statistics.queries.capabilities import components_by_scenario_word
from registry.statistics.queries.places import cities_on
from registry.statistics.queries.spans import REUSE, asked_of, holds


def read_coverage(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """Each scenario of the common list with how many components serve it, how many are reused, and open demands."""
    scenarios = _scenarios(session, question)
    serving = _serving(session, question, scenarios)
    everything = {component for components in serving.values() for component in components}
    listed, reused = _on_shelf(session, question, everything), _reused(session, question, everything)
    demands = _demands(session, question)
    labels = texts_of("coverage")["labels"]
    rows: list[Row] = []
    for scenario in scenarios:
        served = serving[scenario.id] & listed
        run = serving[scenario.id] & reused
        state = "reused" if run else "supplied" if served else "none"
        rows.append(
            {
                "scenario": scenario.code,
                "label": scenario.name,
                "domain": scenario.domain,
                "components": len(served),
                "components_reused": len(run),
                "state": state,
                "state_label": labels[state],
                "open_demands": demands[scenario.id],
            }
        )
    return answer("coverage", question, rows, _values(session, question, rows, demands), exactly=actor.sees_landscapes)


def _values(session: Session, question: Question, rows: list[Row], demands: Counter[Any]) -> dict[str, Value]:
    states = Counter(row["state"] for row in rows)
    served = states["reused"] + states["supplied"]
    unserved = sum(row["open_demands"] for row in rows if row["state"] == "none") + demands[None]
    cities = cities_on(session, question)
    covered = [each for city, each in coverage_of_all(session, question.as_of).items() if city in cities]
    total, done = sum(each.total for each in covered), sum(each.covered for each in covered)
    return {
        "scenarios_supplied": Value(percent(served, len(rows)), {"scenarios": len(rows), "supplied": served}),
        "scenarios_reused": Value(
            percent(states["reused"], len(rows)), {"scenarios": len(rows), "reused": states["reused"]}
        ),
        "scenarios_without": Value(states["none"], {"scenarios": len(rows)}),
        "lists_covered": Value(percent(done, total), {"cities": len(covered), "listed": total, "covered": done}),
        "demands_open": Value(sum(demands.values())),
        "demands_without_supply": Value(
            unserved, {"of_unserved_scenarios": unserved - demands[None], "of_no_scenario": demands[None]}
        ),
    }


def _scenarios(session: Session, question: Question) -> list[Scenario]:
    query = select(Scenario).order_by(Scenario.domain, Scenario.code)
    if question.domain is not None:
        query = query.where(Scenario.domain == question.domain)
    return list(session.scalars(query))


def _serving(session: Session, question: Question, scenarios: list[Scenario]) -> Mapping[int, set[int]]:
    """The components that serve each scenario: parts of a city's solution for it, or those that name it themselves."""
    found: dict[int, set[int]] = {scenario.id: set() for scenario in scenarios}
    rows = session.execute(
        select(ListedScenario.scenario_id, SolutionPart.component_id)
        .join(SolutionPart, SolutionPart.listed_id == ListedScenario.id)
        .where(
            ListedScenario.scenario_id.in_(found),
            ListedScenario.holds_on(question.as_of),
            SolutionPart.holds_on(question.as_of),
        )
    )
    for scenario_id, component in rows:
        if scenario_id is not None:
            found[scenario_id].add(component)
    words = {word: scenario.id for scenario in scenarios for word in (scenario.code, *scenario.name.values())}
    for word, components in components_by_scenario_word(session, set(words)).items():
        found[words[word]] |= components
    return found


def _on_shelf(session: Session, question: Question, components: set[int]) -> set[int]:
    return set(
        session.scalars(
            select(Span.subject_id).where(
                Span.subject == "component",
                Span.subject_id.in_(components),
                Span.state.in_(ON_SHELF),
                holds(question.as_of, question.known_on),
            )
        )
    )


def _reused(session: Session, question: Question, components: set[int]) -> set[int]:
    return set(
        session.scalars(
            select(Span.component_id).where(REUSE, Span.component_id.in_(components), asked_of(question)).distinct()
        )
    )


def _demands(session: Session, question: Question) -> Counter[Any]:
    """The demands open at the end of the day, by scenario; None for those of no scenario of the list."""
    last = select(func.max(DemandStep.id)).where(DemandStep.on <= question.as_of).group_by(DemandStep.demand_id)
    query = (
        select(Demand.scenario_id, func.count())
        .join(DemandStep, DemandStep.demand_id == Demand.id)
        .where(and_(DemandStep.id.in_(last), DemandStep.status == "open"))
        .group_by(Demand.scenario_id)
    )
    if question.domain is not None:
        query = query.where(Demand.scenario_id.in_(select(Scenario.id).where(Scenario.domain == question.domain)))
    if question.province is not None or question.city_class is not None:
        query = query.where(Demand.city_id.in_(cities_on(session, question)))
    return Counter({scenario: number for scenario, number in session.execute(query)})
