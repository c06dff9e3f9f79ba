"""What others find of a project: never its own side."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.confirming import on_one_side
from registry.adoption.queries import party_of
from registry.adoption.queries.confirmations import is_member_of_any
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import Refusal, TokenRequired
from registry.organisations.models import Organisation
from registry.projects import queries
from registry.projects.actions.telling import tell
from registry.projects.checking import check_results
from registry.projects.effectiveness import FORMULA, evaluate
from registry.projects.errors import (
    EvaluatorStandsBack,
    NotAnEvaluator,
    NotFinished,
    OwnProject,
    ResultsMissing,
    TargetsMissing,
)
from registry.projects.models import Project, ProjectEvaluation


def evaluate_project(
    session: Session,
    actor: Actor,
    *,
    project_id: UUID,
    results: Sequence[Mapping[str, Any]] = (),
    note: str | None = None,
) -> Project:
    """Score a finished project from its targets and results. `results` correct what the city entered, where it erred.

    For assessors and administrators of another side. Raises TokenRequired, NotAnEvaluator, OwnProject,
    EvaluatorStandsBack, NotFinished, TargetsMissing, ResultsMissing, PayloadInvalid.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    project = queries.get_project(session, actor, project_id, for_change=True)
    evaluator = _require_evaluator(session, actor, project)
    if project.status != "finished":
        raise NotFinished(status=project.status)
    if not project.targets:
        raise TargetsMissing()
    if not project.results:
        raise ResultsMissing()
    targets = project.targets[-1].entries
    check_results(results, len(targets))
    entered = {entry["target"]: float(entry["value"]) for entry in project.results[-1].entries}
    corrected = {entry["target"]: float(entry["value"]) for entry in results}
    found = evaluate(targets, {**entered, **corrected})
    project.evaluations.append(
        ProjectEvaluation(
            evaluator=evaluator,
            formula=FORMULA,
            inputs=[{**each._asdict(), "entered": entered.get(each.target)} for each in found.inputs],
            score=found.score,
            note=note,
            evaluated_on=today_of(session),
            recorded_at=now_of(session),
        )
    )
    tell(session, actor, project, "project.evaluated", evaluator=evaluator.slug if evaluator else None)
    return project


def may_evaluate(session: Session, actor: Actor, project: Project) -> bool:
    """Whether the caller is one who may evaluate this project, for showing the form."""
    try:
        _require_evaluator(session, actor, project)
    except Refusal:
        return False
    return True


def _require_evaluator(session: Session, actor: Actor, project: Project) -> Organisation | None:
    """In whose name the caller evaluates; nobody's at the console."""
    body = project.organisation
    if actor.organisation_id is not None and body.id in actor.acts_for:
        raise OwnProject()
    if actor.person_id is not None and is_member_of_any(session, actor.person_id, {body.id, body.city_id or body.id}):
        raise OwnProject()
    if actor.kind != "assessor" and not actor.is_administrator:
        raise NotAnEvaluator()
    actor.require_scope("assessment:write" if actor.kind == "assessor" else "platform:admin")
    evaluator = session.get(Organisation, actor.organisation_id) if actor.organisation_id is not None else None
    if evaluator is not None:
        _check_sides(session, evaluator, project, is_assessor=actor.kind == "assessor")
    return evaluator


def _check_sides(session: Session, evaluator: Organisation, project: Project, *, is_assessor: bool) -> None:
    party = party_of(session, evaluator)
    if on_one_side(party, party_of(session, project.organisation)):
        raise OwnProject()
    operators = [row.adoption.operator for row in project.adoptions if row.unlinked_on is None]
    for operator in operators:
        if is_assessor and operator is not None and on_one_side(party, party_of(session, operator)):
            raise EvaluatorStandsBack(operator=operator.slug)
