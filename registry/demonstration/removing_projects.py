"""Removing projects, cases and benchmarks of made-up organisations, and what they tell of made-up things."""

from typing import Any

from sqlalchemy import or_, select

from registry.cases.models import (
    Benchmark,
    Campaign,
    Case,
    CaseAdoption,
    CaseComponent,
    CasePromotion,
    CaseReview,
    CaseStep,
)
from registry.demonstration.gone import Gone
from registry.projects.models import (
    Milestone,
    MilestoneChange,
    Project,
    ProjectAdoption,
    ProjectEvaluation,
    ProjectResults,
    ProjectStep,
    ProjectTargets,
)


def remove_projects(gone: Gone, adoptions: Any, organisations: Any, components: Any) -> None:
    """Projects and cases of these organisations; of others', what ties them to what goes."""
    projects = select(Project.id).where(Project.organisation_id.in_(organisations)).scalar_subquery()
    calls = select(Campaign.id).where(or_(Campaign.is_demo, Campaign.organiser_id.in_(organisations)))
    told = or_(
        Case.organisation_id.in_(organisations),
        Case.campaign_id.in_(calls),
        Case.decided_by_id.in_(organisations),
        Case.project_id.in_(projects),
    )
    cases = gone.read(select(Case.id).where(told))
    gone(CaseAdoption, or_(CaseAdoption.case_id.in_(cases), CaseAdoption.adoption_id.in_(adoptions)))
    gone(CaseComponent, or_(CaseComponent.case_id.in_(cases), CaseComponent.component_id.in_(components)))
    gone(CaseReview, or_(CaseReview.case_id.in_(cases), CaseReview.reviewer_id.in_(organisations)))
    for table in (CaseStep, CasePromotion):
        gone(table, table.case_id.in_(cases))
    gone(Case, Case.id.in_(cases))
    gone(Campaign, or_(Campaign.is_demo.is_(True), Campaign.organiser_id.in_(organisations)))
    _remove_projects(gone, projects, adoptions, organisations)
    gone(
        Benchmark,
        or_(
            Benchmark.organisation_id.in_(organisations),
            Benchmark.component_id.in_(components),
            Benchmark.granted_by_id.in_(organisations),
        ),
    )


def _remove_projects(gone: Gone, projects: Any, adoptions: Any, organisations: Any) -> None:
    milestones = select(Milestone.id).where(Milestone.project_id.in_(projects)).scalar_subquery()
    gone(MilestoneChange, MilestoneChange.milestone_id.in_(milestones))
    gone(ProjectAdoption, or_(ProjectAdoption.project_id.in_(projects), ProjectAdoption.adoption_id.in_(adoptions)))
    gone(
        ProjectEvaluation,
        or_(ProjectEvaluation.project_id.in_(projects), ProjectEvaluation.evaluator_id.in_(organisations)),
    )
    for table in (Milestone, ProjectStep, ProjectTargets, ProjectResults):
        gone(table, table.project_id.in_(projects))
    gone(Project, Project.organisation_id.in_(organisations))
