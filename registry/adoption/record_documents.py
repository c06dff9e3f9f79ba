"""How the contract, the calls, the costs, the reports and the ratings of an adoption read on the wire."""

from collections.abc import Sequence
from typing import Any

from registry.adoption.models import Adoption, AdoptionCost, AdoptionRating, Contract, OperatingReport, UsageReport
from registry.adoption.queries.costs import Standing
from registry.adoption.queries.ratings import Ratings
from registry.adoption.rating import PRIOR_MEAN, PRIOR_WEIGHT
from registry.adoption.savings import CAP_FACTOR, FORMULA, NEEDED_BASELINES, Saving, sum_of
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.kit.money import from_fen


def render_contract(contract: Contract, adoption: Adoption) -> Rendered:
    """For cities and administrators only."""
    return render(
        {
            "adoption": str(adoption.public_id),
            "supplier": contract.supplier.slug if contract.supplier else None,
            "price": None if contract.price_fen is None else from_fen(contract.price_fen),
            "currency": contract.currency,
            "procurement": contract.procurement,
            "signed_on": contract.signed_on.isoformat() if contract.signed_on else None,
            "starts_on": contract.starts_on.isoformat() if contract.starts_on else None,
            "ends_on": contract.ends_on.isoformat() if contract.ends_on else None,
            "options": contract.options,
            "updated_at": format_instant(contract.updated_at),
        }
    )


def usage_report_document(report: UsageReport, adoption: Adoption, changed_days: int) -> dict[str, Any]:
    return {
        "adoption": str(adoption.public_id),
        "source": report.source,
        "from": report.first_day.isoformat(),
        "to": report.last_day.isoformat(),
        "days": report.days,
        "calls": report.calls,
        "changed_days": changed_days,
        "sha256": report.digest,
        "issued_at": format_instant(report.issued_at) if report.issued_at else None,
        "recorded_at": format_instant(report.recorded_at),
    }


def operating_report_document(report: OperatingReport, adoption: Adoption) -> dict[str, Any]:
    return {
        "id": str(report.public_id),
        "adoption": str(adoption.public_id),
        "organisation": report.organisation.slug,
        "from": report.period_from.isoformat(),
        "to": report.period_to.isoformat(),
        "summary": report.summary,
        "figures": report.figures,
        "recorded_at": format_instant(report.recorded_at),
    }


def render_cost(standing: Standing, earlier: Sequence[AdoptionCost] = ()) -> Rendered:
    """What an adoption cost, with the saving that follows from it today, and what was said before."""
    cost = standing.cost
    return render(
        {
            "adoption": str(cost.adoption.public_id),
            "baseline": from_fen(cost.baseline_fen),
            "baseline_kind": cost.baseline_kind,
            "actual": from_fen(cost.actual_fen),
            "currency": cost.currency,
            "domain": cost.domain or None,
            "evidence": cost.evidence,
            "note": cost.note,
            "status": cost.status,
            "decided_by": cost.verified_by.slug if cost.verified_by else None,
            "decided_at": format_instant(cost.decided_at) if cost.decided_at else None,
            "decision_note": cost.decision_note,
            "recorded_at": format_instant(cost.recorded_at),
            "saving": {**_amounts(standing.saving), "formula": FORMULA._asdict(), "inputs": _inputs(standing)},
            "earlier": [_earlier(row) for row in earlier],
        }
    )


def saving_document(standing: Standing) -> dict[str, Any]:
    """One adoption's part in what a city saves."""
    cost = standing.cost
    return {
        "adoption": str(cost.adoption.public_id),
        "component": cost.adoption.component.full_name,
        "currency": cost.currency,
        "status": cost.status,
        **_amounts(standing.saving),
        "inputs": _inputs(standing),
    }


def _amounts(saving: Saving) -> dict[str, str]:
    return {name: from_fen(fen) for name, fen in saving._asdict().items()}


def _inputs(standing: Standing) -> dict[str, Any]:
    cost, cap = standing.cost, standing.cap
    return {
        "baseline": from_fen(cost.baseline_fen),
        "actual": from_fen(cost.actual_fen),
        "domain": cost.domain or None,
        "verified_baselines": cap.baselines,
        "needed_baselines": NEEDED_BASELINES,
        "median": None if cap.median is None else from_fen(cap.median),
        "cap_factor": CAP_FACTOR,
        "cap": None if cap.cap is None else from_fen(cap.cap),
    }


def _earlier(cost: AdoptionCost) -> dict[str, Any]:
    return {
        "baseline": from_fen(cost.baseline_fen),
        "actual": from_fen(cost.actual_fen),
        "currency": cost.currency,
        "baseline_kind": cost.baseline_kind,
        "status": cost.status,
        "recorded_at": format_instant(cost.recorded_at),
        "superseded_at": format_instant(cost.superseded_at) if cost.superseded_at else None,
    }


def savings_document(organisation: str, standings: Sequence[Standing]) -> dict[str, Any]:
    """What a body saves: the sum in each currency, and each adoption's part with its inputs."""
    totals = []
    for currency in sorted({standing.cost.currency for standing in standings}):
        own = [standing for standing in standings if standing.cost.currency == currency]
        total = sum_of(standing.saving for standing in own)
        verified = sum(standing.cost.status == "verified" for standing in own)
        totals.append({"currency": currency, **_amounts(total), "adoptions": len(own), "verified": verified})
    return {
        "organisation": organisation,
        "totals": totals,
        "formula": FORMULA._asdict(),
        "items": [saving_document(standing) for standing in standings],
    }


def said_document(rating: AdoptionRating, *, named: bool) -> dict[str, Any]:
    """A rating among others; who gave it only where the reader may see which city runs what."""
    told = {"stars": rating.stars, "comment": rating.comment, "updated_at": format_instant(rating.updated_at)}
    if not named:
        return told
    return {**told, "adoption": str(rating.adoption.public_id), "adopter": rating.adoption.beneficiary.slug}


def ratings_document(component: str, ratings: Ratings) -> dict[str, Any]:
    """The counts and the mean, rounded to four places, with the prior that is in it."""
    distribution = ratings.distribution
    return {
        "component": component,
        "count": ratings.count,
        "fewer_than": ratings.fewer_than,
        "mean": None if ratings.mean is None else round(ratings.mean, 4),
        "prior_mean": PRIOR_MEAN,
        "prior_weight": PRIOR_WEIGHT,
        "distribution": None if distribution is None else {str(key): value for key, value in distribution.items()},
    }


def render_rating(rating: AdoptionRating, adoption: Adoption) -> Rendered:
    return render(
        {
            "adoption": str(adoption.public_id),
            "component": adoption.component.full_name,
            "stars": rating.stars,
            "comment": rating.comment,
            "counts": rating.counts,
            "created_at": format_instant(rating.created_at),
            "updated_at": format_instant(rating.updated_at),
        }
    )
