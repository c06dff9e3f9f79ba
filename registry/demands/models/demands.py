"""What a city asks for, what it is about, and what became of it when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.collaboration.models import Scenario
from registry.demands.vocabulary import DEMAND_STATUSES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Demand(Base):
    """What a city needs and finds nowhere (S21, S30).

    `city_id` is the city it counts for, none for an authority. `words` is its text in small letters, to be searched.
    `seconds` is how many other cities second it now; `common_since` the day since which they are many.
    """

    __tablename__ = "demands"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    description: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    words: Mapped[str] = mapped_column(Text)
    scenario_id: Mapped[int | None] = mapped_column(ForeignKey("scenarios.id"), index=True)
    needed_by: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20), default="open")
    seconds: Mapped[int] = mapped_column(Integer, default=0)
    common_since: Mapped[date | None] = mapped_column(Date)
    fulfilled_on: Mapped[date | None] = mapped_column(Date)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[organisation_id])
    scenario: Mapped[Scenario | None] = relationship(lazy="raise")
    domains: Mapped[list["DemandDomain"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DemandDomain.place"
    )
    steps: Mapped[list["DemandStep"]] = relationship(lazy="raise", order_by="DemandStep.id")

    __table_args__ = (
        one_of("status", DEMAND_STATUSES),
        CheckConstraint("seconds >= 0", name="seconds"),
        CheckConstraint("(status = 'fulfilled') = (fulfilled_on IS NOT NULL)", name="fulfilled_on"),
        Index("ix_demands_status_seconds_id", "status", "seconds", "id"),
    )


class DemandDomain(Base):
    """A domain that a demand lies in, by its code in the edition it was posted under."""

    __tablename__ = "demand_domains"

    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(10), primary_key=True)
    place: Mapped[int] = mapped_column(Integer)

    __table_args__ = (Index("ix_demand_domains_domain_demand_id", "domain", "demand_id"),)


class DemandStep(Base):
    """That a demand was opened, fulfilled, closed or opened again on a day: none of it is overwritten."""

    __tablename__ = "demand_steps"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id"))
    status: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (one_of("status", DEMAND_STATUSES), Index("ix_demand_steps_demand_id_on", "demand_id", "on"))
