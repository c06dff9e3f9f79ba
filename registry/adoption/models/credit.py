"""What an adoption is worth over time, and the dated facts that only credit asks for."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models.adoptions import Adoption
from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class AdoptionReach(Base):
    """How many departments (横向到边) and levels (纵向到底) an adoption reached, from the day of recording (S28)."""

    __tablename__ = "adoption_reaches"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"))
    departments: Mapped[int]
    levels: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        Index("ix_adoption_reaches_adoption_id_id", "adoption_id", "id"),
        CheckConstraint("departments >= 0 AND levels BETWEEN 0 AND 4", name="extent"),
    )


class Independence(Base):
    """How independent of its publisher an adopter is, from a day on: a component may pass to another publisher.

    `city_id` and `publisher_city_id` are the cities that a discount between two cities is looked up by.
    """

    __tablename__ = "adoption_independences"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    factor: Mapped[float]
    reason: Mapped[str] = mapped_column(String(30))
    city_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    publisher_city_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (CheckConstraint("factor IN (0.0, 0.3, 1.0)", name="factor"),)


class CreditDiscount(Base):
    """A reviewed discount on what two cities grant each other: decided by a person, with a reason, for a time."""

    __tablename__ = "credit_discounts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    city_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    publisher_city_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    factor: Mapped[float]
    reason: Mapped[str] = mapped_column(String(2000))
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    decided_by: Mapped[str] = mapped_column(String(80))
    decided_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    city: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[city_id])
    publisher_city: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[publisher_city_id])

    __table_args__ = (
        CheckConstraint("factor >= 0.5 AND factor <= 1.0", name="factor"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="validity"),
        CheckConstraint("(until_on IS NULL) = (ended_at IS NULL)", name="end"),
        Index("ix_credit_discounts_city_id_publisher_city_id", "city_id", "publisher_city_id"),
    )


class CreditSegment(Base):
    """A stretch of time over which the credit of an adoption is a straight line. Derived: counted anew from the facts.

    On a day d of it the credit is `value + slope * (d - from_on)`. It holds until the day before `until_on`.
    """

    __tablename__ = "credit_segments"

    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), primary_key=True)
    from_on: Mapped[date] = mapped_column(Date, primary_key=True)
    until_on: Mapped[date | None] = mapped_column(Date)
    value: Mapped[float]
    slope: Mapped[float]

    adoption: Mapped[Adoption] = relationship(lazy="raise")

    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on > from_on", name="extent"),)
