"""Looking at what should prove an adoption and what it is said to have saved."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionCost, Attestation, Confirmation, Evidence, UsageReport
from registry.adoption.queries.credit_facts import SIGNED
from registry.adoption.savings import CAP_FACTOR, NEEDED_BASELINES
from registry.kit.clock import today_of
from registry.safeguards.findings import Finding, records_of

PAPER_DAYS: Final = 180


def detect_recycled_evidence(session: Session) -> Iterator[Finding]:
    """Evidence that stands on more than one adoption and is held for that (game 4.10)."""
    held = select(Evidence.digest).where(Evidence.status == "held")
    rows = session.execute(
        select(Evidence.digest, Adoption.public_id, Adoption.adopter_id, Adoption.beneficiary_id, Adoption.is_demo)
        .join(Adoption, Adoption.id == Evidence.adoption_id)
        .where(Evidence.digest.in_(held))
        .order_by(Evidence.id)
    )
    found: dict[str, list[tuple[str, int, int, bool]]] = defaultdict(list)
    for digest, public_id, adopter, beneficiary, is_demo in rows:
        found[str(digest)].append((str(public_id), adopter, beneficiary, is_demo))
    for digest, uses in found.items():
        adoptions = list(dict.fromkeys(use[0] for use in uses))
        if len(adoptions) > 1:
            yield Finding(
                game="recycled_evidence",
                fingerprint=f"recycled_evidence:{digest}",
                parties=frozenset(body for _, adopter, beneficiary, _ in uses for body in (adopter, beneficiary)),
                signals=[{"code": "same_evidence", "adoptions": len(adoptions), "digest": digest}],
                records=records_of("adoption", adoptions),
                is_demo=any(is_demo for *_, is_demo in uses),
            )


def detect_paper_adoptions(session: Session) -> Iterator[Finding]:
    """Cities with adoptions that are live for more than 180 days and that nothing proves (game 4.2), once a half-year.

    One finding names all adoptions of a city: who brings a landscape along is not told a thousand times.
    """
    today = today_of(session)
    proofs = (
        exists().where(Evidence.adoption_id == Adoption.id, Evidence.status != "rejected"),
        exists().where(Confirmation.adoption_id == Adoption.id, Confirmation.withdrawn_at.is_(None)),
        exists().where(Attestation.adoption_id == Adoption.id, Attestation.method.in_(SIGNED)),
        exists().where(UsageReport.adoption_id == Adoption.id, UsageReport.source == "signed"),
    )
    rows = session.execute(
        select(Adoption.city_id, Adoption.public_id, Adoption.is_demo)
        .where(Adoption.stage == "live", Adoption.stage_since < today - timedelta(days=PAPER_DAYS))
        .where(*(~proof for proof in proofs))
        .order_by(Adoption.id)
    )
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for city, public_id, is_demo in rows:
        found[city].append((str(public_id), is_demo))
    half = f"{today.year}H{1 if today.month <= 6 else 2}"
    for city, adoptions in found.items():
        yield Finding(
            game="paper_adoption",
            fingerprint=f"paper_adoption:{city}:{half}",
            parties=frozenset({city}),
            signals=[{"code": "nothing_proves", "adoptions": len(adoptions), "days": PAPER_DAYS}],
            records=records_of("adoption", [public_id for public_id, _ in adoptions]),
            is_demo=any(is_demo for _, is_demo in adoptions),
        )


def detect_inflated_baselines(session: Session) -> Iterator[Finding]:
    """Baselines above three times the median of the verified ones in the same domain and currency (game 4.6)."""
    rows = session.execute(
        select(AdoptionCost.id, AdoptionCost.domain, AdoptionCost.currency, AdoptionCost.baseline_fen).where(
            AdoptionCost.superseded_at.is_(None), AdoptionCost.status == "verified"
        )
    )
    verified: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for identifier, domain, currency, baseline in rows:
        verified[domain, currency][identifier] = baseline
    costs = session.execute(
        select(AdoptionCost, Adoption)
        .join(Adoption, Adoption.id == AdoptionCost.adoption_id)
        .where(AdoptionCost.superseded_at.is_(None), AdoptionCost.status != "rejected")
        .order_by(AdoptionCost.id)
    )
    for cost, adoption in costs:
        others = [each for key, each in verified[cost.domain, cost.currency].items() if key != cost.id]
        if len(others) < NEEDED_BASELINES or cost.baseline_fen <= CAP_FACTOR * median(others):
            continue
        yield Finding(
            game="inflated_baseline",
            fingerprint=f"inflated_baseline:{cost.id}",
            parties=frozenset({adoption.adopter_id, adoption.beneficiary_id}),
            signals=[{"code": "high_baseline", "times": round(cost.baseline_fen / median(others), 1)}],
            records=records_of("adoption", [adoption.public_id]),
            is_demo=adoption.is_demo,
        )
