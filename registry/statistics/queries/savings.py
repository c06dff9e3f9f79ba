"""What shared components save, as far as it was verified; by field and currency."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionCost
from registry.adoption.savings import Saving, saving_of, sum_of
from registry.kit.actor import Actor
from registry.kit.money import from_fen
from registry.statistics.answering import Row, Value, answer, labels, may_tell
from registry.statistics.asking import Question
from registry.statistics.figures.capping import Caps
from registry.statistics.naming import UNSPECIFIED_DOMAIN
from registry.statistics.queries.places import cities_on
from registry.statistics.queries.versions_run import end_of
from registry.taxonomies.queries import current_taxonomies


class Cost(NamedTuple):
    """What an adoption cost on the day, in fen, and as what it counted."""

    adoption: int
    city: int
    baseline: int
    actual: int
    currency: str
    domain: str
    status: str


class Saved(NamedTuple):
    """A cost with the saving that follows."""

    cost: Cost
    saving: Saving


def read_savings(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """Verified savings with what else is claimed as a range, by field and currency, and in all by currency.

    Amounts by field are for those who see landscapes; others read totals over five cities or more.
    """
    exactly = actor.sees_landscapes
    saved = _asked(session, question, _saved(_costs(session, question)))
    names = labels(
        "domain", {code: each.name for code, each in current_taxonomies(session)["domains"].concepts.items()}
    )
    fields = _grouped(saved, lambda each: (each.cost.domain or UNSPECIFIED_DOMAIN, each.cost.currency))
    rows: list[Row] = [
        {
            "domain": domain,
            "label": names.get(domain, {"zh": domain}),
            "currency": currency,
            **_told(held, shown=exactly, exactly=exactly),
        }
        for (domain, currency), held in sorted(fields.items())
    ]
    totals: list[Row] = [
        {"currency": currency, **_told(held, shown=True, exactly=exactly)}
        for currency, held in sorted(_grouped(saved, lambda each: each.cost.currency).items())
    ]
    values = {
        "costs_verified": Value(_number(saved, "verified")),
        "costs_unverified": Value(_number(saved, "unverified")),
        "costs_rejected": Value(_number(saved, "rejected")),
    }
    return answer("savings", question, rows, values, exactly=exactly, totals=totals)


def _costs(session: Session, question: Question) -> list[Cost]:
    """The costs as they stood at the end of the day: what was decided or corrected later is not known yet."""
    end = end_of(question.as_of)
    rows = session.execute(
        select(
            AdoptionCost.adoption_id,
            Adoption.city_id,
            AdoptionCost.baseline_fen,
            AdoptionCost.actual_fen,
            AdoptionCost.currency,
            AdoptionCost.domain,
            AdoptionCost.status,
            AdoptionCost.decided_at,
        )
        .join(Adoption, Adoption.id == AdoptionCost.adoption_id)
        .where(
            AdoptionCost.recorded_at < end,
            or_(AdoptionCost.superseded_at.is_(None), AdoptionCost.superseded_at >= end),
        )
    )
    return [
        Cost(*row[:6], row.status if row.decided_at is not None and row.decided_at < end else "unverified")
        for row in rows
    ]


def _saved(costs: Sequence[Cost]) -> list[Saved]:
    verified: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for cost in costs:
        if cost.status == "verified":
            verified[cost.domain, cost.currency][cost.adoption] = cost.baseline
    caps = {field: Caps(baselines) for field, baselines in verified.items()}
    nothing = Caps({})
    found = []
    for cost in costs:
        cap = caps.get((cost.domain, cost.currency), nothing).cap_for(cost.adoption)
        saving = saving_of(baseline=cost.baseline, actual=cost.actual, status=cost.status, cap=cap)
        found.append(Saved(cost, saving))
    return found


def _asked(session: Session, question: Question, saved: list[Saved]) -> list[Saved]:
    """The filters come last: caps are made of every city's baselines."""
    if question.domain is not None:
        saved = [each for each in saved if (each.cost.domain or UNSPECIFIED_DOMAIN) == question.domain]
    if question.province is not None or question.city_class is not None:
        cities = cities_on(session, question)
        saved = [each for each in saved if each.cost.city in cities]
    return saved


def _told(saved: Sequence[Saved], *, shown: bool, exactly: bool) -> Row:
    verified = [each for each in saved if each.cost.status == "verified"]
    counts, everything = sum_of(each.saving for each in verified), sum_of(each.saving for each in saved)
    cities, claiming = _cities(saved, "verified"), _cities(saved, "unverified")
    is_told = shown and may_tell(cities, exactly=exactly)
    has_range = is_told and (exactly or claiming == 0 or may_tell(claiming, exactly=False))
    return {
        "verified": len(verified),
        "unverified": _number(saved, "unverified"),
        "cities": cities if exactly or may_tell(cities, exactly=False) else None,
        "saving": from_fen(counts.counts) if is_told else None,
        "low": from_fen(everything.low) if has_range else None,
        "high": from_fen(everything.high) if has_range else None,
        "baseline": from_fen(sum(each.cost.baseline for each in verified)) if is_told else None,
        "actual": from_fen(sum(each.cost.actual for each in verified)) if is_told else None,
    }


def _grouped(saved: Iterable[Saved], key: Any) -> dict[Any, list[Saved]]:
    found: dict[Any, list[Saved]] = defaultdict(list)
    for each in saved:
        found[key(each)].append(each)
    return found


def _number(saved: Iterable[Saved], status: str) -> int:
    return sum(each.cost.status == status for each in saved)


def _cities(saved: Iterable[Saved], status: str) -> int:
    return len({each.cost.city for each in saved if each.cost.status == status})
