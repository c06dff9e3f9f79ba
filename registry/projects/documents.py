"""How a project reads on the wire: in full to cities and administrators, name, status and score to the public."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from registry.kit.clock import day_of, format_instant
from registry.kit.money import from_fen
from registry.projects.models import (
    Milestone,
    Project,
    ProjectAdoption,
    ProjectEvaluation,
    ProjectResults,
    ProjectTargets,
)
from registry.projects.vocabulary import UNDER_WAY


def public_project_document(project: Project) -> dict[str, Any]:
    """What everybody reads once the city has made it public."""
    return {
        "id": str(project.public_id),
        "organisation": project.organisation.slug,
        "name": project.name,
        "status": project.status,
        "score": latest_score(project),
        "is_published": project.published_at is not None,
        "is_demo": project.is_demo,
    }


def latest_score(project: Project) -> float | None:
    """The score of the latest evaluation; None where there is none."""
    return project.evaluations[-1].score if project.evaluations else None


def stated_facts(project: Project) -> dict[str, Any]:
    """What the city says of its project and may change, as on the wire; what is not said is None or empty."""
    return {
        "name": project.name,
        "summary": project.summary,
        "kind": project.kind,
        "approved_on": _day(project.approved_on),
        "starts_on": _day(project.starts_on),
        "ends_on": _day(project.ends_on),
        "budget": _budget(project),
        "funding_sources": project.funding_sources,
        "screening": project.screening.number if project.screening else None,
        "reuse_choice": project.reuse_choice,
        "justification": project.justification,
        "responsibilities": project.responsibilities,
    }


def project_document(
    project: Project, *, adoptions: Sequence[ProjectAdoption], reuse: str | None, today: date, with_budget: bool
) -> dict[str, Any]:
    """Everything; `adoptions` are those the reader may know of, `reuse` is what it lacks to put reuse first."""
    facts = stated_facts(project)
    return {
        **public_project_document(project),
        **facts,
        "budget": facts["budget"] if with_budget else None,
        "screening": _screening(project),
        "status_since": project.status_since.isoformat(),
        "puts_reuse_first": reuse is None,
        "reuse_lacks": reuse,
        "adoptions": [_adoption(row) for row in adoptions],
        "milestones": [milestone_document(row, project.status, today) for row in project.milestones],
        "targets": targets_document(project.targets[-1]) if project.targets else None,
        "targets_before": [targets_document(row) for row in project.targets[:-1]],
        "are_targets_frozen": project.status not in UNDER_WAY,
        "results": results_document(project.results[-1]) if project.results else None,
        "results_before": [results_document(row) for row in project.results[:-1]],
        "evaluations": [evaluation_document(row) for row in project.evaluations],
        "history": [
            {"status": step.status, "on": step.on.isoformat(), "note": step.note} for step in project.steps
        ],
        "published_at": format_instant(project.published_at) if project.published_at else None,
        "created_at": format_instant(project.created_at),
    }  # fmt: skip


def milestone_document(milestone: Milestone, status: str, today: date) -> dict[str, Any]:
    """A milestone with how its due day moved."""
    return {
        "id": str(milestone.public_id),
        "title": milestone.title,
        "due_on": milestone.due_on.isoformat(),
        "is_overdue": milestone.reached_on is None and milestone.due_on < today and status in UNDER_WAY,
        "reached_on": _day(milestone.reached_on),
        "evidence": milestone.evidence,
        "links": milestone.links,
        "changes": [
            {
                "due_before": change.due_before.isoformat(),
                "due_after": change.due_after.isoformat(),
                "reason": change.reason,
                "recorded_at": format_instant(change.recorded_at),
            }
            for change in milestone.changes
        ],
    }


def targets_document(targets: ProjectTargets) -> dict[str, Any]:
    return {
        "number": targets.number,
        "entries": [{"number": number, **entry} for number, entry in enumerate(targets.entries, start=1)],
        "reason": targets.reason,
        "recorded_at": format_instant(targets.recorded_at),
    }  # fmt: skip


def results_document(results: ProjectResults) -> dict[str, Any]:
    return {
        "number": results.number,
        "entries": results.entries,
        "recorded_at": format_instant(results.recorded_at),
    }


def evaluation_document(evaluation: ProjectEvaluation) -> dict[str, Any]:
    """What was found, with each input and the formula's version."""
    return {
        "id": str(evaluation.public_id),
        "evaluator": evaluation.evaluator.slug if evaluation.evaluator else None,
        "formula": evaluation.formula,
        "inputs": evaluation.inputs,
        "score": evaluation.score,
        "note": evaluation.note,
        "evaluated_on": evaluation.evaluated_on.isoformat(),
    }


def _adoption(link: ProjectAdoption) -> dict[str, Any]:
    adoption = link.adoption
    return {
        "id": str(adoption.public_id),
        "component": adoption.component.full_name,
        "stage": adoption.stage,
        "linked_on": link.linked_on.isoformat(),
    }


def _screening(project: Project) -> dict[str, Any] | None:
    screening = project.screening
    if screening is None:
        return None
    return {
        "id": str(screening.public_id),
        "number": screening.number,
        "screened_on": day_of(screening.created_at).isoformat(),
        "decision": screening.decision,
    }


def _budget(project: Project) -> dict[str, str] | None:
    if project.budget_fen is None or project.currency is None:
        return None
    return {"amount": from_fen(project.budget_fen), "currency": project.currency}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
