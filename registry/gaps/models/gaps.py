"""Gaps and the days by which they are to be closed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.gaps.vocabulary import PROBLEMS, SEVERITIES, STATUSES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Gap(Base):
    """Something a city lacks, of one type of problem, to be closed by a day.

    It is never deleted: it is closed with evidence, or as not needed with a reason (domain rule 4.12). `due_on` is the
    day that holds now; every day that ever held is in `due_days`, so that moving it does not change a past figure.
    """

    __tablename__ = "gaps"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    problem: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(String(4000), default="")
    domain: Mapped[str] = mapped_column(String(10))
    scenario: Mapped[str | None] = mapped_column(String(64))
    severity: Mapped[str] = mapped_column(String(20))
    basis: Mapped[str] = mapped_column(String(2000))
    due_on: Mapped[date] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20), default="open")
    closed_on: Mapped[date | None] = mapped_column(Date)
    closing_reason: Mapped[str | None] = mapped_column(String(2000))
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    due_days: Mapped[list["GapDueDay"]] = relationship(lazy="raise", order_by="GapDueDay.id")

    __table_args__ = (
        one_of("problem", PROBLEMS),
        one_of("severity", SEVERITIES),
        one_of("status", STATUSES),
        CheckConstraint("(status = 'open') = (closed_on IS NULL)", name="closed"),
        CheckConstraint("status <> 'not_needed' OR closing_reason IS NOT NULL", name="reason"),
        Index("ix_gaps_organisation_id_status_id", "organisation_id", "status", "id"),
    )


class GapDueDay(Base):
    """That a gap was to be closed by a day, as recorded at an instant; why, where it was moved. Never changed."""

    __tablename__ = "gap_due_days"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    gap_id: Mapped[int] = mapped_column(ForeignKey("gaps.id"), index=True)
    due_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
