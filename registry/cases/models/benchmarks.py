"""Benchmark badges."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.cases.vocabulary import BENCHMARK_KINDS
from registry.catalogue.models import Component
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Benchmark(Base):
    """That an organisation or a component is held up as a benchmark (标杆, S23): why, and from when to when.

    It ends by its last day, or earlier when it is revoked with a reason; both stay on record.
    """

    __tablename__ = "benchmarks"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20), default="benchmark")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    component_id: Mapped[int | None] = mapped_column(ForeignKey("components.id"))
    reason: Mapped[str] = mapped_column(String(2000))
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date] = mapped_column(Date)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    granted_at: Mapped[datetime] = mapped_column(Instant)
    revoked_on: Mapped[date | None] = mapped_column(Date)
    revocation: Mapped[str | None] = mapped_column(String(2000))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)

    organisation: Mapped[Organisation | None] = relationship(lazy="raise", foreign_keys=[organisation_id])
    component: Mapped[Component | None] = relationship(lazy="raise")
    granted_by: Mapped[Organisation | None] = relationship(lazy="raise", foreign_keys=[granted_by_id])

    __table_args__ = (
        one_of("kind", BENCHMARK_KINDS),
        CheckConstraint("(organisation_id IS NULL) <> (component_id IS NULL)", name="subject"),
        CheckConstraint("until_on >= from_on", name="period"),
        CheckConstraint("(revoked_on IS NULL) = (revocation IS NULL)", name="revocation"),
        Index("ix_benchmarks_organisation_id_id", "organisation_id", "id"),
        Index("ix_benchmarks_component_id_id", "component_id", "id"),
    )
