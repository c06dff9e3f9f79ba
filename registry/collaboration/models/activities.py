"""What paired cities do with one another, what proves it, what came of it; what is paid for it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models import Adoption
from registry.catalogue.models import Component
from registry.collaboration.models.pairings import Pairing
from registry.collaboration.vocabulary import ACTIVITY_DIRECTIONS, ACTIVITY_KINDS, ACTIVITY_STATUSES, PAIRING_SIDES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class PairingActivity(Base):
    """One thing that two paired cities mean to do, and how far it has come (S22, S40, S41).

    `confirmed_on` is the day on which the second side confirmed it. `told_on` is the day on which both sides were last
    told that something about it is due.
    """

    __tablename__ = "pairing_activities"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings.id"))
    kind: Mapped[str] = mapped_column(String(30))
    direction: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20), default="planned")
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    description: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    planned_on: Mapped[date] = mapped_column(Date)
    component_id: Mapped[int | None] = mapped_column(ForeignKey("components.id"), index=True)
    adoption_id: Mapped[int | None] = mapped_column(ForeignKey("adoptions.id"), index=True)
    evidenced_on: Mapped[date | None] = mapped_column(Date)
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    result_on: Mapped[date | None] = mapped_column(Date)
    cancelled_on: Mapped[date | None] = mapped_column(Date)
    cancel_reason: Mapped[str | None] = mapped_column(String(2000))
    told_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(80))

    pairing: Mapped[Pairing] = relationship(lazy="raise")
    component: Mapped[Component | None] = relationship(lazy="raise")
    adoption: Mapped[Adoption | None] = relationship(lazy="raise")
    evidence: Mapped[list["PairingEvidence"]] = relationship(lazy="raise", order_by="PairingEvidence.id")
    confirmations: Mapped[list["PairingConfirmation"]] = relationship(lazy="raise", order_by="PairingConfirmation.id")
    results: Mapped[list["PairingResult"]] = relationship(lazy="raise", order_by="PairingResult.id")

    __table_args__ = (
        one_of("kind", ACTIVITY_KINDS),
        one_of("direction", ACTIVITY_DIRECTIONS),
        one_of("status", ACTIVITY_STATUSES),
        CheckConstraint("(status = 'cancelled') = (cancelled_on IS NOT NULL)", name="cancelled"),
        CheckConstraint("(status = 'completed') = (result_on IS NOT NULL)", name="completed"),
        Index("ix_pairing_activities_pairing_id_id", "pairing_id", "id"),
        Index("ix_pairing_activities_status_told_on", "status", "told_on"),
    )


class PairingEvidence(Base):
    """What proves an activity: facts by its kind, and documents. Never changed; more may be added. Amounts in fen."""

    __tablename__ = "pairing_evidence"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    activity_id: Mapped[int] = mapped_column(ForeignKey("pairing_activities.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    took_place_from: Mapped[date | None] = mapped_column(Date)
    took_place_to: Mapped[date | None] = mapped_column(Date)
    people: Mapped[int | None]
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    consideration: Mapped[str | None] = mapped_column(String(2000))
    documents: Mapped[list[Any]] = mapped_column(JSON, default=list)
    note: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("people IS NULL OR people > 0", name="people"),
        CheckConstraint("amount_fen IS NULL OR amount_fen > 0", name="amount_fen"),
        CheckConstraint("(amount_fen IS NULL) = (currency IS NULL)", name="currency"),
        CheckConstraint("took_place_to IS NULL OR took_place_from <= took_place_to", name="period"),
    )


class PairingConfirmation(Base):
    """That one side says: so it was. Superseded by evidence that comes later, for it was not confirmed with it."""

    __tablename__ = "pairing_confirmations"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("pairing_activities.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    side: Mapped[str] = mapped_column(String(10))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))
    superseded_at: Mapped[datetime | None] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("side", PAIRING_SIDES),
        Index(
            "uq_pairing_confirmations_in_force",
            "activity_id",
            "side",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
    )


class PairingResult(Base):
    """What came of an activity, no earlier than 90 days after both sides confirmed it (domain rule 4.15)."""

    __tablename__ = "pairing_results"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    activity_id: Mapped[int] = mapped_column(ForeignKey("pairing_activities.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    outcome: Mapped[dict[str, str]] = mapped_column(JSON)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    adoptions: Mapped[list[Adoption]] = relationship(
        lazy="raise", secondary="pairing_result_adoptions", order_by="Adoption.id"
    )


class PairingResultAdoption(Base):
    """An adoption that came of an activity."""

    __tablename__ = "pairing_result_adoptions"

    result_id: Mapped[int] = mapped_column(ForeignKey("pairing_results.id"), primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), primary_key=True, index=True)


class PairingFunding(Base):
    """What one side commits itself to pay for a pairing (S42): an amount in fen, a period, where it comes from."""

    __tablename__ = "pairing_funding"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(500))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount_fen"),
        CheckConstraint("starts_on <= ends_on", name="period"),
    )


class PairingCompletion(Base):
    """That one side holds a pairing to be completed; it is, once both do."""

    __tablename__ = "pairing_completions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    side: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (one_of("side", PAIRING_SIDES), UniqueConstraint("pairing_id", "side"))
