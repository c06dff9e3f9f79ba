"""Taking over reports of calls: what holds for each day, and the ledger that credit counts from."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.stepping import changed, require_holder
from registry.adoption.attestation_keys import is_signed, key_of
from registry.adoption.models import Adoption, UsageDay, UsageMonth, UsageReport
from registry.adoption.queries.liveness import key_in_force
from registry.adoption.usage import UsageSignatureRefused, check_days, check_issued, month_of
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of

SCHEME: Final = "sha256="


class DayOfCalls(NamedTuple):
    """How often an adoption was called on a day."""

    day: date
    calls: int


class Taken(NamedTuple):
    """A report as it was taken over, and how many days of it are new or other than before."""

    report: UsageReport
    adoption: Adoption
    changed_days: int


def report_usage(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    content: bytes,
    days: Sequence[DayOfCalls],
    issued_at: datetime | None,
    signature: str | None,
    secret: str,
) -> Taken:
    """Take over the calls of some days; a later report about a day replaces what an earlier one said of it.

    With a `signature` (`sha256=` and the HMAC of `content`, the bytes as they came) the deployment itself reports and
    needs no token; else whoever holds the adoption does. `secret` is the registry's own, from which keys are derived.
    Raises UsageSignatureRefused, ReportReplayed, PayloadInvalid naming the day.
    """
    if signature is None:
        actor.require_scope("adoption:write")
        adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
        require_holder(actor, adoption)
    else:
        adoption, actor = _signer(session, adoption_id, content, signature, secret)
    check_days([day.day for day in days], begun=adoption.steps[0].on, today=today_of(session))
    report = UsageReport(
        adoption_id=adoption.id,
        source="file" if signature is None else "signed",
        first_day=min(days).day,
        last_day=max(days).day,
        days=len(days),
        calls=sum(day.calls for day in days),
        digest=hashlib.sha256(content).hexdigest(),
        recorded_at=now_of(session),
        recorded_by=actor.organisation or actor.key,
    )
    if signature is not None:
        last = queries.last_issued(session, adoption.id)
        report.issued_at = check_issued(issued_at, last=last, now=now_of(session))
    session.add(report)
    session.flush()
    changed_days = _take_over(session, report, days)
    told = {"source": report.source, "from": report.first_day.isoformat(), "to": report.last_day.isoformat()}
    changed(session, actor, adoption, "adoption.used", {**told, "days": report.days})
    return Taken(report, adoption, changed_days)


def _signer(session: Session, adoption_id: UUID, content: bytes, signature: str, secret: str) -> tuple[Adoption, Actor]:
    """The adoption whose key has signed, and its deployment as the one who acts."""
    adoption = queries.find_adoption(session, adoption_id, for_change=True)
    key = key_in_force(session, adoption.id) if adoption else None
    if adoption is None or key is None or not signature.startswith(SCHEME):
        raise UsageSignatureRefused()
    if not is_signed(key_of(secret, adoption.public_id, key.number), content, signature.removeprefix(SCHEME)):
        raise UsageSignatureRefused()
    deployment = Actor(
        key=f"adoption:{adoption.public_id}/{key.number}", organisation_id=adoption.adopter_id, is_machine=True
    )
    return adoption, deployment


def _take_over(session: Session, report: UsageReport, days: Sequence[DayOfCalls]) -> int:
    """Let the report hold for its days, write the differences into the ledger, and say how many days have changed."""
    present = queries.calls_on(session, report.adoption_id, [day.day for day in days])
    differences: Counter[date] = Counter()
    changed_days = 0
    for day, calls in days:
        held = present.get(day)
        if held is None:
            session.add(UsageDay(adoption_id=report.adoption_id, day=day, calls=calls, report_id=report.id))
        changed_days += held is None or held.calls != calls
        differences[month_of(day)] += calls - (held.calls if held else 0)
        if held is not None:
            held.calls, held.report_id = calls, report.id
    for month, calls in differences.items():
        _enter(session, report.adoption_id, month, calls)
    return changed_days


def _enter(session: Session, adoption_id: int, month: date, calls: int) -> None:
    if not calls:
        return
    recorded = month_of(today_of(session))
    entry = session.get(UsageMonth, (adoption_id, month, recorded))
    if entry is None:
        session.add(UsageMonth(adoption_id=adoption_id, month=month, recorded_month=recorded, calls=calls))
    else:
        entry.calls += calls
