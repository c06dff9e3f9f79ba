"""How campaigns, cases and benchmarks read on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from registry.adoption.models import Adoption
from registry.cases.living import is_live_on
from registry.cases.models import Benchmark, Campaign, Case, CasePromotion, CaseReview
from registry.cases.points import SelectedCase, mean_score, points_of
from registry.cases.terms import benchmark_status, campaign_status
from registry.catalogue.models import Component
from registry.kit.clock import format_instant
from registry.projects.models import Project


def campaign_document(campaign: Campaign, today: date) -> dict[str, Any]:
    """A call, and whether it is open today."""
    return {
        "id": str(campaign.public_id),
        "organiser": campaign.organiser.slug if campaign.organiser else None,
        "title": campaign.title,
        "call": campaign.call,
        "level": campaign.level,
        "opens_on": campaign.opens_on.isoformat(),
        "closes_on": campaign.closes_on.isoformat(),
        "status": campaign_status(campaign.opens_on, campaign.closes_on, today),
        "is_demo": campaign.is_demo,
    }


def stated_case(case: Case) -> dict[str, Any]:
    """What the city says and may change while it is a draft."""
    return {
        "campaign": str(case.campaign.public_id) if case.campaign else None,
        "title": case.title,
        "body": case.body,
        "results": case.results,
        "level": case.level,
        "project": str(case.project.public_id) if case.project else None,
        "adoptions": [str(row.adoption.public_id) for row in case.adoptions],
        "components": [row.component.full_name for row in case.components],
    }


def case_document(
    case: Case,
    *,
    components: Sequence[Component],
    adoptions: Sequence[Adoption] | None,
    project: Project | None,
    reviews: Sequence[CaseReview],
    is_inside: bool,
    today: date,
) -> dict[str, Any]:
    """A case as somebody reads it: `adoptions` None for those who may not know; score and history for those inside."""
    return {
        "id": str(case.public_id),
        "organisation": case.organisation.slug,
        **stated_case(case),
        "project": str(project.public_id) if project else None,
        "adoptions": None if adoptions is None else [str(row.public_id) for row in adoptions],
        "components": [row.full_name for row in components],
        "status": case.status,
        "city_class": case.city_class,
        "submitted_on": _day(case.submitted_on),
        "decided_on": _day(case.decided_on),
        "decided_by": case.decided_by.slug if case.decided_by else None,
        "reasons": case.reasons,
        "promotions": [promotion_document(row) for row in case.promotions],
        "points": _points(case, today) if adoptions is not None and case.status == "selected" else None,
        "score": _score(case) if is_inside and case.decided_on is not None else None,
        "reviews": [review_document(row) for row in reviews],
        "history": [_step(step) for step in case.steps] if is_inside else [],
        "is_demo": case.is_demo,
        "created_at": format_instant(case.created_at),
    }


def review_document(review: CaseReview) -> dict[str, Any]:
    return {
        "id": str(review.public_id),
        "reviewer": review.reviewer.slug,
        "is_recused": review.is_recused,
        "scores": review.scores,
        "score": review.score,
        "comment": review.comment,
        "recorded_at": format_instant(review.recorded_at),
    }


def promotion_document(promotion: CasePromotion) -> dict[str, Any]:
    return {
        "id": str(promotion.public_id),
        "kind": promotion.kind,
        "on": promotion.on.isoformat(),
        "note": promotion.note,
        "award": promotion.award,
    }


def benchmark_document(benchmark: Benchmark, today: date) -> dict[str, Any]:
    """What somebody is held up for, and whether that holds today."""
    return {
        "id": str(benchmark.public_id),
        "kind": benchmark.kind,
        "organisation": benchmark.organisation.slug if benchmark.organisation else None,
        "component": benchmark.component.full_name if benchmark.component else None,
        "reason": benchmark.reason,
        "from": benchmark.from_on.isoformat(),
        "until": benchmark.until_on.isoformat(),
        "status": benchmark_status(benchmark.from_on, benchmark.until_on, benchmark.revoked_on, today),
        "revoked_on": _day(benchmark.revoked_on),
        "revocation": benchmark.revocation,
        "granted_by": benchmark.granted_by.slug if benchmark.granted_by else None,
        "granted_at": format_instant(benchmark.granted_at),
        "is_demo": benchmark.is_demo,
    }


def _points(case: Case, today: date) -> int:
    live = any(is_live_on(row.adoption.steps, today) for row in case.adoptions)
    return points_of(SelectedCase(str(case.public_id), case.level, live))


def _score(case: Case) -> float | None:
    return mean_score([row.score for row in case.reviews if row.score is not None])


def _step(step: Any) -> dict[str, Any]:
    return {"status": step.status, "on": step.on.isoformat(), "note": step.note}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
