"""What others say to a demand: cities that second it, and components that are offered for it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.catalogue.models import Component
from registry.demands.models.demands import Demand
from registry.demands.vocabulary import OFFER_STATUSES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation

_STANDING = text("withdrawn_at IS NULL")
_OPEN = text("status = 'open'")


class DemandSecond(Base):
    """That another city needs it too, from when to when; each city once at a time."""

    __tablename__ = "demand_seconds"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    note: Mapped[str | None] = mapped_column(String(2000))
    seconded_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[organisation_id])

    __table_args__ = (
        Index(
            "uq_demand_seconds_city", "demand_id", "city_id", unique=True,
            sqlite_where=_STANDING, postgresql_where=_STANDING,
        ),
    )  # fmt: skip


class DemandOffer(Base):
    """A component that somebody offers as what is asked for, and what the asking city says of it."""

    __tablename__ = "demand_offers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id"), index=True)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    offered_by_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    note: Mapped[str | None] = mapped_column(String(2000))
    status: Mapped[str] = mapped_column(String(20), default="open")
    answer: Mapped[str | None] = mapped_column(String(2000))
    offered_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)

    demand: Mapped[Demand] = relationship(lazy="raise")
    component: Mapped[Component] = relationship(lazy="raise")
    offered_by: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", OFFER_STATUSES),
        CheckConstraint("status NOT IN ('confirmed', 'declined') OR decided_at IS NOT NULL", name="decision"),
        CheckConstraint("(status IN ('withdrawn', 'taken_back')) = (ended_at IS NOT NULL)", name="ended"),
        Index(
            "uq_demand_offers_open", "demand_id", "component_id", unique=True,
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index(
            "uq_demand_offers_confirmed", "demand_id", unique=True,
            sqlite_where=text("status = 'confirmed'"), postgresql_where=text("status = 'confirmed'"),
        ),
    )  # fmt: skip
