"""Holding an organisation or a component up as a benchmark, and taking that back."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from registry.cases import queries
from registry.cases.errors import BenchmarkInForce, BenchmarkOver
from registry.cases.models import Benchmark
from registry.cases.terms import benchmark_status
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.events.audience import PUBLIC
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force


def grant_benchmark(
    session: Session,
    actor: Actor,
    *,
    reason: str,
    until_on: date,
    from_on: date | None = None,
    kind: str = "benchmark",
    organisation: str | None = None,
    component: str | None = None,
) -> Benchmark:
    """Hold up an organisation or a component (标杆, S23), with the reason, from one day to another, both in it.

    For administrators. Raises BenchmarkInForce where it is one in a part of that time already, PayloadInvalid.
    """
    actor.require_scope("platform:admin")
    first = from_on or today_of(session)
    if until_on < max(first, today_of(session)):
        raise PayloadInvalid.of(
            "/until", "结束日期须不早于开始日期和今天。", "It must end after it begins, and not in the past."
        )
    made = Benchmark(
        kind=kind, reason=reason, from_on=first, until_on=until_on, granted_at=now_of(session), is_demo=False
    )  # fmt: skip
    made.granted_by = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    made.organisation = get_in_force(session, organisation) if organisation is not None else None
    made.component = get_component(session, actor, component, for_use=True) if component is not None else None
    subject = made.organisation or made.component
    made.is_demo = subject is not None and subject.is_demo
    _check_free(session, made)
    session.add(made)
    _tell(session, actor, made, "benchmark.granted")
    return made


def revoke_benchmark(session: Session, actor: Actor, *, benchmark_id: UUID, reason: str) -> Benchmark:
    """Take a benchmark back before its time, with a reason; it stays on record. Raises BenchmarkOver."""
    actor.require_scope("platform:admin")
    found = queries.get_benchmark(session, actor, benchmark_id, for_change=True)
    status = benchmark_status(found.from_on, found.until_on, found.revoked_on, today_of(session))
    if status in {"ended", "revoked"}:
        raise BenchmarkOver(status=status)
    found.revoked_on, found.revocation = today_of(session), reason
    _tell(session, actor, found, "benchmark.revoked")
    return found


def _check_free(session: Session, made: Benchmark) -> None:
    with session.no_autoflush:
        given = (
            queries.benchmarks_of_organisation(session, made.organisation.id)
            if made.organisation is not None
            else queries.benchmarks_of_component(session, made.component.id if made.component else 0)
        )
    for other in given:
        overlaps = other.from_on <= made.until_on and made.from_on <= other.until_on
        if overlaps and other.revoked_on is None and other.kind == made.kind:
            raise BenchmarkInForce(subject=_name(made), from_on=other.from_on, until_on=other.until_on)


def _tell(session: Session, actor: Actor, benchmark: Benchmark, type: str) -> None:
    session.flush()
    component = benchmark.component
    audience, readers = _audience(session, component)
    owner = component.publisher if component is not None else benchmark.organisation
    record(
        session,
        actor,
        type=type,
        subject=_name(benchmark),
        organisation_id=owner.id if owner is not None else None,
        audience=audience,
        readers=readers,
        data={
            "benchmark": str(benchmark.public_id),
            "kind": benchmark.kind,
            "organisation": owner.slug if owner is not None else None,
            "component": component.full_name if component is not None else None,
            "from": benchmark.from_on.isoformat(),
            "until": benchmark.until_on.isoformat(),
        },
    )


def _audience(session: Session, component: Component | None) -> tuple[str, frozenset[int]]:
    if component is None:
        return PUBLIC, frozenset()
    return audience_of(session, component, shown=component.status in SHOWN_TO_ALL)


def _name(benchmark: Benchmark) -> str:
    if benchmark.component is not None:
        return benchmark.component.full_name
    return benchmark.organisation.slug if benchmark.organisation is not None else ""
