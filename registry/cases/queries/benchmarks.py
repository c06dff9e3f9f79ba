"""Questions about benchmarks: whoever sees an organisation or a component sees what it was held up for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.cases.models import Benchmark
from registry.catalogue.models import Component
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor
from registry.kit.errors import NotFound


def benchmarks_of_organisation(session: Session, organisation_id: int) -> Sequence[Benchmark]:
    """Every one it was ever given, the latest first."""
    return session.scalars(_whole().where(Benchmark.organisation_id == organisation_id)).all()


def benchmarks_of_component(session: Session, component_id: int) -> Sequence[Benchmark]:
    """The same of a component that the caller was found to see."""
    return session.scalars(_whole().where(Benchmark.component_id == component_id)).all()


def get_benchmark(session: Session, actor: Actor, benchmark_id: UUID, *, for_change: bool = False) -> Benchmark:
    """One of them. Raises NotFound, also where it is of a component that the caller may not see."""
    query: Any = _whole().where(Benchmark.public_id == benchmark_id)
    if for_change:
        query = query.with_for_update(of=Benchmark).execution_options(populate_existing=True)
    found: Benchmark | None = session.scalar(query)
    hidden = found is not None and found.component is not None and not may_see(session, actor, found.component)
    if found is None or hidden:
        raise NotFound(what=str(benchmark_id))
    return found


def _whole() -> Select[Benchmark]:
    return (
        select(Benchmark)
        .order_by(Benchmark.id.desc())
        .options(
            joinedload(Benchmark.organisation),
            joinedload(Benchmark.component).joinedload(Component.publisher),
            joinedload(Benchmark.granted_by),
        )
    )
