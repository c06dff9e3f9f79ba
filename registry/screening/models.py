"""Screenings that were kept, with their certificates."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Boolean, CheckConstraint, ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.screening.vocabulary import DECISIONS, OUTCOMES, STATUSES


class ScreeningNumber(Base):
    """The last number given in a year: numbers have no gaps."""

    __tablename__ = "screening_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class Screening(Base):
    """A description that was held against the catalogue, what was found, and what was decided.

    `position` is the place in the event log that the catalogue stood at. Once decided nothing in it changes.
    """

    __tablename__ = "screenings"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    project: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    summary: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    features: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    description: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    candidates: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    position: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(20), default="open")
    decision: Mapped[str | None] = mapped_column(String(20))
    chosen: Mapped[list[str]] = mapped_column(JSON, default=list)
    reasons: Mapped[str | None] = mapped_column(String(4000))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    approver_name: Mapped[str | None] = mapped_column(String(100))
    outcome: Mapped[str | None] = mapped_column(String(20))
    budget_asked_fen: Mapped[int | None] = mapped_column(BigInteger)
    budget_granted_fen: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    verification_code: Mapped[str] = mapped_column(String(20), unique=True)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    organisation: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[organisation_id])
    approver: Mapped[Organisation | None] = relationship(lazy="raise", foreign_keys=[approver_id])

    __table_args__ = (
        one_of("status", STATUSES),
        one_of("decision", DECISIONS),
        one_of("outcome", OUTCOMES),
        CheckConstraint("(status = 'decided') = (decision IS NOT NULL)", name="decided"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("budget_granted_fen IS NULL OR budget_granted_fen <= budget_asked_fen", name="budget"),
        Index("ix_screenings_organisation_id_id", "organisation_id", "id"),
        Index("ix_screenings_status_id", "status", "id"),
    )
