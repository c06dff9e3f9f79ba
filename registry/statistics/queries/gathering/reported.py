"""What adopters reported of cities' components, how they rated them, and what cities' adoptions cost."""

from collections import defaultdict
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from registry.adoption.models import Adoption, AdoptionCost, AdoptionRating
from registry.adoption.savings import cap_of, saving_of
from registry.catalogue.models import Component
from registry.collaboration.models import Feedback
from registry.kit.clock import day_of
from registry.organisations.models import Organisation
from registry.statistics.measuring.facts import Ask, Cost
from registry.statistics.queries.gathering.asking import Gathering

CURRENCY = "CNY"


def asked_of(asked: Gathering) -> dict[int, list[Ask]]:
    """What other bodies reported of each city's components by the day."""
    reporter = aliased(Organisation)
    rows = asked.session.execute(
        select(Feedback.public_id, Feedback.created_at, Feedback.answered_at, Feedback.due_on, Organisation.city_id)
        .join(Component, Component.id == Feedback.component_id)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .join(reporter, reporter.id == Feedback.organisation_id)
        .where(
            Organisation.city_id.in_(asked.cities),
            reporter.city_id.is_distinct_from(Organisation.city_id),
            Feedback.created_at < asked.until,
        )
        .order_by(Feedback.id)
    )
    found: dict[int, list[Ask]] = defaultdict(list)
    for row in rows:
        hours = (row.answered_at - row.created_at).total_seconds() / 3600 if row.answered_at else None
        answered_on = day_of(row.answered_at) if row.answered_at else None
        found[row.city_id].append(Ask(str(row.public_id), day_of(row.created_at), hours, answered_on, row.due_on))
    return found


def ratings_of_cities(asked: Gathering) -> dict[int, dict[int, int]]:
    """How many ratings of each number of stars other cities had given the components of each city by the day."""
    rows = asked.session.execute(
        select(Organisation.city_id, AdoptionRating.stars)
        .join(Component, Component.id == AdoptionRating.component_id)
        .join(Organisation, Organisation.id == Component.publisher_id)
        .where(
            Organisation.city_id.in_(asked.cities),
            AdoptionRating.counts.is_(True),
            AdoptionRating.created_at < asked.until,
        )
    )
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for city, stars in rows:
        if city is not None:
            found[city][stars] += 1
    return {city: dict(amounts) for city, amounts in found.items()}


def costs_of(asked: Gathering) -> dict[int, list[Cost]]:
    """What each city's adoptions cost, as recorded and decided on by the day; what does not count with why."""
    publisher = aliased(Organisation)
    rows = asked.session.execute(
        select(AdoptionCost, Adoption.public_id, Adoption.city_id, publisher.city_id.label("publisher_city"))
        .join(Adoption, Adoption.id == AdoptionCost.adoption_id)
        .join(Component, Component.id == Adoption.component_id)
        .join(publisher, publisher.id == Component.publisher_id)
        .where(Adoption.city_id.in_(asked.cities), *_standing(asked))
        .order_by(Adoption.id)
    ).all()
    verified = _verified(asked, {row.AdoptionCost.domain for row in rows})
    found: dict[int, list[Cost]] = defaultdict(list)
    for row in rows:
        found[row.city_id].append(_cost(asked, row, verified))
    return found


def _standing(asked: Gathering) -> tuple[Any, ...]:
    later = or_(AdoptionCost.superseded_at.is_(None), AdoptionCost.superseded_at >= asked.until)
    return AdoptionCost.recorded_at < asked.until, later


def _verified(asked: Gathering, domains: set[str]) -> dict[tuple[str, str], dict[int, int]]:
    """The verified baselines of these fields, which cap one another."""
    found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    rows = asked.session.execute(
        select(AdoptionCost.domain, AdoptionCost.currency, AdoptionCost.adoption_id, AdoptionCost.baseline_fen).where(
            AdoptionCost.domain.in_(domains),
            AdoptionCost.status == "verified",
            AdoptionCost.decided_at < asked.until,
            *_standing(asked),
        )
    )
    for domain, currency, adoption, baseline in rows:
        found[domain, currency][adoption] = baseline
    return found


def _cost(asked: Gathering, row: Any, verified: dict[tuple[str, str], dict[int, int]]) -> Cost:
    cost = row.AdoptionCost
    others = verified.get((cost.domain, cost.currency), {})
    cap = cap_of([baseline for adoption, baseline in others.items() if adoption != cost.adoption_id]).cap
    decided = cost.decided_at is not None and cost.decided_at < asked.until
    status = cost.status if decided else "unverified"
    saving = saving_of(baseline=cost.baseline_fen, actual=cost.actual_fen, status=status, cap=cap)
    accepted = cost.baseline_fen if cap is None else min(cost.baseline_fen, cap)
    reasons = (
        ("self_adoption", row.publisher_city == row.city_id),
        ("other_currency", cost.currency != CURRENCY),
        (status, status != "verified"),
    )
    excluded = next((reason for reason, applies in reasons if applies), None)
    return Cost(str(row.public_id), accepted, saving.counts, excluded)
