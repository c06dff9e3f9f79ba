"""The dated facts that credit is counted from, for many adoptions at once."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from registry.adoption.credit import (
    CreditFacts,
    DiscountFact,
    Ground,
    IndependenceFact,
    ReachFact,
    Sign,
    StepFact,
)
from registry.adoption.models import (
    AdoptionReach,
    AdoptionStep,
    Attestation,
    Confirmation,
    CreditDiscount,
    Evidence,
    Independence,
    UsageMonth,
    UsageReport,
)
from registry.adoption.usage import Entry, month_of
from registry.kit.clock import day_of

SIGNED = ("signed", "signed_file")


def facts_of(
    session: Session, adoption_ids: Collection[int], *, known_at: datetime | None = None
) -> dict[int, CreditFacts]:
    """What stands behind the credit of these adoptions, in the order of recording.

    With `known_at`, what was recorded after that instant is left out. Usage is known by the month of its recording.
    """
    facts = {identifier: CreditFacts() for identifier in adoption_ids}
    asked = Asked(session, adoption_ids, known_at)
    _add_steps(asked, facts)
    _add_evidence(asked, facts)
    _add_confirmations(asked, facts)
    _add_reaches(asked, facts)
    _add_attestations(asked, facts)
    _add_usage(asked, facts)
    _add_independences(asked, facts)
    return facts


class Asked:
    """The question: of which adoptions, and as it was known when."""

    def __init__(self, session: Session, ids: Collection[int], known_at: datetime | None) -> None:
        self.session = session
        self.ids = ids
        self.known_at = known_at

    def rows(self, query: Select[*tuple[Any, ...]], adoption: Any, recorded_at: Any) -> Iterable[Any]:
        """The rows of these adoptions that had been recorded; each begins with its adoption."""
        query = query.where(adoption.in_(self.ids))
        if self.known_at is not None:
            query = query.where(recorded_at <= self.known_at)
        return self.session.execute(query)

    def knew(self, moment: datetime | None) -> datetime | None:
        """A moment, or None where it was still to come."""
        return None if moment is None or (self.known_at is not None and moment > self.known_at) else moment


def _add_steps(asked: Asked, facts: dict[int, CreditFacts]) -> None:
    query = select(AdoptionStep.adoption_id, AdoptionStep.stage, AdoptionStep.on, AdoptionStep.recorded_at)
    rows = asked.rows(query.order_by(AdoptionStep.id), AdoptionStep.adoption_id, AdoptionStep.recorded_at)
    for adoption, stage, on, recorded_at in rows:
        facts[adoption].steps.append(StepFact(stage, on, day_of(recorded_at)))


def _add_evidence(asked: Asked, facts: dict[int, CreditFacts]) -> None:
    """Only what came first matters: evidence that was accepted stays accepted."""
    query = select(Evidence.adoption_id, Evidence.public_id, Evidence.decided_at).where(Evidence.status == "accepted")
    rows = asked.rows(query.order_by(Evidence.decided_at, Evidence.id), Evidence.adoption_id, Evidence.decided_at)
    for adoption, public_id, decided_at in rows:
        if not facts[adoption].grounds:
            record = ("evidence", str(public_id))
            facts[adoption].grounds.append(Ground("evidence", day_of(decided_at), None, record))


def _add_confirmations(asked: Asked, facts: dict[int, CreditFacts]) -> None:
    query = select(
        Confirmation.adoption_id,
        Confirmation.public_id,
        Confirmation.confirmer,
        Confirmation.verdict,
        Confirmation.recorded_at,
        Confirmation.withdrawn_at,
    ).order_by(Confirmation.id)
    rows = asked.rows(query, Confirmation.adoption_id, Confirmation.recorded_at)
    for adoption, public_id, confirmer, verdict, recorded_at, withdrawn_at in rows:
        until = day_of(ended) if (ended := asked.knew(withdrawn_at)) else None
        ground = Ground(f"{confirmer}_{verdict}", day_of(recorded_at), until, ("confirmation", str(public_id)))
        facts[adoption].grounds.append(ground)


def _add_reaches(asked: Asked, facts: dict[int, CreditFacts]) -> None:
    query = select(
        AdoptionReach.adoption_id, AdoptionReach.recorded_at, AdoptionReach.departments, AdoptionReach.levels
    ).order_by(AdoptionReach.id)
    for adoption, recorded_at, departments, levels in asked.rows(
        query, AdoptionReach.adoption_id, AdoptionReach.recorded_at
    ):
        facts[adoption].reaches.append(ReachFact(day_of(recorded_at), departments, levels))


def _add_attestations(asked: Asked, facts: dict[int, CreditFacts]) -> None:
    """Every attestation is a sign of life; one that is signed and carries usage verifies, too."""
    query = select(
        Attestation.adoption_id,
        Attestation.public_id,
        Attestation.method,
        Attestation.usage,
        Attestation.recorded_at,
    ).order_by(Attestation.id)
    for adoption, public_id, method, usage, recorded_at in asked.rows(
        query, Attestation.adoption_id, Attestation.recorded_at
    ):
        record = ("attestation", str(public_id))
        verifies = method in SIGNED and usage is not None
        _add_sign(facts[adoption], Sign(day_of(recorded_at), record), verifies=verifies)


def _add_usage(asked: Asked, facts: dict[int, CreditFacts]) -> None:
    """Signed reports verify and are signs of life; the ledger says how much is called, whoever reported it."""
    query = select(UsageReport.adoption_id, UsageReport.digest, UsageReport.recorded_at).order_by(UsageReport.id)
    signed = query.where(UsageReport.source == "signed")
    for adoption, digest, recorded_at in asked.rows(signed, UsageReport.adoption_id, UsageReport.recorded_at):
        _add_sign(facts[adoption], Sign(day_of(recorded_at), ("usage_report", digest)), verifies=True)
    ledger = select(UsageMonth.adoption_id, UsageMonth.month, UsageMonth.recorded_month, UsageMonth.calls)
    ledger = ledger.where(UsageMonth.adoption_id.in_(asked.ids)).order_by(UsageMonth.month, UsageMonth.recorded_month)
    if asked.known_at is not None:
        ledger = ledger.where(UsageMonth.recorded_month <= month_of(day_of(asked.known_at)))
    for adoption, month, recorded_month, calls in asked.session.execute(ledger):
        facts[adoption].ledger.append(Entry(month, recorded_month, calls))


def _add_sign(facts: CreditFacts, sign: Sign, *, verifies: bool) -> None:
    facts.signs.append(sign)
    if verifies and not any(ground.kind == "signed" and ground.since <= sign.day for ground in facts.grounds):
        facts.grounds.append(Ground("signed", sign.day, None, sign.record))


def _add_independences(asked: Asked, facts: dict[int, CreditFacts]) -> None:
    """How independent it was judged when, with the discounts that were decided between the cities concerned."""
    query = select(
        Independence.adoption_id,
        Independence.from_on,
        Independence.factor,
        Independence.reason,
        Independence.city_id,
        Independence.publisher_city_id,
    ).order_by(Independence.from_on, Independence.id)
    rows = asked.rows(query, Independence.adoption_id, Independence.recorded_at)
    for adoption, from_on, factor, reason, city, publisher_city in rows:
        facts[adoption].independences.append(IndependenceFact(from_on, factor, reason, (city, publisher_city)))
    pairs = {row.cities for each in facts.values() for row in each.independences}
    discounts = _discounts(asked, pairs)
    for each in facts.values() if discounts else ():
        each.discounts = [found for row in _pairs_of(each) for found in discounts.get(row, ())]


def _pairs_of(facts: CreditFacts) -> set[tuple[int, int | None]]:
    return {row.cities for row in facts.independences}


def _discounts(
    asked: Asked, pairs: Collection[tuple[int, int | None]]
) -> dict[tuple[int, int | None], list[DiscountFact]]:
    """Discounts between these cities. There are a few dozen in a country."""
    cities = {city for city, _ in pairs}
    query = select(CreditDiscount).where(CreditDiscount.city_id.in_(cities)).order_by(CreditDiscount.id)
    if asked.known_at is not None:
        query = query.where(CreditDiscount.decided_at <= asked.known_at)
    found: dict[tuple[int, int | None], list[DiscountFact]] = {}
    for row in asked.session.scalars(query):
        pair = (row.city_id, row.publisher_city_id)
        until = row.until_on if asked.knew(row.ended_at) else None
        record = ("discount", str(row.public_id))
        found.setdefault(pair, []).append(DiscountFact(row.from_on, until, row.factor, pair, record))
    return found
