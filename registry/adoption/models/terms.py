"""What an adoption costs, under which contract it runs, how it fares and how its body rates it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models.adoptions import Adoption
from registry.adoption.vocabulary import BASELINE_KINDS, COST_STATUSES
from registry.catalogue.models import Component
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Contract(Base):
    """The contract an adoption runs under. Cities and administrators see it, nobody else. Prices are in fen."""

    __tablename__ = "adoption_contracts"

    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), primary_key=True, autoincrement=False)
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    price_fen: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    procurement: Mapped[str | None] = mapped_column(String(40))
    signed_on: Mapped[date | None] = mapped_column(Date)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    options: Mapped[list[Any]] = mapped_column(JSON, default=list)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    adoption: Mapped[Adoption] = relationship(lazy="raise")
    supplier: Mapped[Organisation | None] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("price_fen IS NULL OR price_fen >= 0", name="price_fen"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on", name="term"),
    )


class AdoptionCost(Base):
    """What the use of a component costs against what it would have cost without (S34), in fen.

    Facts are never overwritten: a correction supersedes the row before it, and is verified anew.
    """

    __tablename__ = "adoption_costs"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), index=True)
    baseline_fen: Mapped[int] = mapped_column(BigInteger)
    baseline_kind: Mapped[str | None] = mapped_column(String(20))
    actual_fen: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    domain: Mapped[str] = mapped_column(String(10))
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    note: Mapped[str | None] = mapped_column(String(2000))
    status: Mapped[str] = mapped_column(String(20), default="unverified")
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decision_note: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))
    superseded_at: Mapped[datetime | None] = mapped_column(Instant)

    adoption: Mapped[Adoption] = relationship(lazy="raise")
    verified_by: Mapped[Organisation | None] = relationship(lazy="raise")

    __table_args__ = (
        one_of("baseline_kind", BASELINE_KINDS),
        one_of("status", COST_STATUSES),
        CheckConstraint("baseline_fen > 0 AND actual_fen >= 0", name="amounts"),
        CheckConstraint("(status = 'unverified') = (decided_at IS NULL)", name="decision"),
        Index(
            "uq_adoption_costs_in_force",
            "adoption_id",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
        Index("ix_adoption_costs_domain_status", "domain", "currency", "status"),
        Index("ix_adoption_costs_status_id", "status", "id"),
    )


class OperatingReport(Base):
    """How an adoption fared in a period, by whoever operates it (S49)."""

    __tablename__ = "operating_reports"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    period_from: Mapped[date] = mapped_column(Date)
    period_to: Mapped[date] = mapped_column(Date)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    summary: Mapped[str] = mapped_column(String(8000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        Index("ix_operating_reports_adoption_id_id", "adoption_id", "id"),
        CheckConstraint("period_from <= period_to", name="period"),
    )


class AdoptionRating(Base):
    """How the body of a live adoption rates the component: one for each adoption, editable, not repeatable."""

    __tablename__ = "adoption_ratings"

    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), primary_key=True, autoincrement=False)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"))
    stars: Mapped[int]
    comment: Mapped[str | None] = mapped_column(String(2000))
    counts: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    adoption: Mapped[Adoption] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
        Index("ix_adoption_ratings_component_id_adoption_id", "component_id", "adoption_id"),
    )


class ComponentRating(Base):
    """How many ratings of each number of stars a component has from other cities: kept, never counted anew to read."""

    __tablename__ = "component_ratings"

    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), primary_key=True, autoincrement=False)
    stars_1: Mapped[int] = mapped_column(default=0)
    stars_2: Mapped[int] = mapped_column(default=0)
    stars_3: Mapped[int] = mapped_column(default=0)
    stars_4: Mapped[int] = mapped_column(default=0)
    stars_5: Mapped[int] = mapped_column(default=0)

    component: Mapped[Component] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint(
            "stars_1 >= 0 AND stars_2 >= 0 AND stars_3 >= 0 AND stars_4 >= 0 AND stars_5 >= 0", name="amounts"
        ),
    )
