"""Scenarios that a city opens to operating entities, and what these respond."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.catalogue.models import Component
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.scenarios.models.lists import ListedScenario
from registry.scenarios.vocabulary import RESPONSE_STATUSES


class ScenarioOpening(Base):
    """That a city invites entities to respond to a scenario (场景开放, S30), until a day or until it ends it."""

    __tablename__ = "scenario_openings"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    listed_id: Mapped[int] = mapped_column(ForeignKey("listed_scenarios.id"), index=True)
    announcement: Mapped[dict[str, str]] = mapped_column(JSON)
    closes_on: Mapped[date] = mapped_column(Date)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    listed: Mapped[ListedScenario] = relationship(lazy="raise")

    __table_args__ = (
        Index(
            "uq_scenario_openings_in_force",
            "listed_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_scenario_openings_closes_on_id", "closes_on", "id"),
    )


class ScenarioResponse(Base):
    """What an entity offers for a scenario that was opened. For the city, the entity itself and administrators only."""

    __tablename__ = "scenario_responses"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    opening_id: Mapped[int] = mapped_column(ForeignKey("scenario_openings.id"))
    entity_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    offer: Mapped[str] = mapped_column(String(4000))
    price_terms: Mapped[str | None] = mapped_column(String(1000))
    status: Mapped[str] = mapped_column(String(20), default="submitted")
    reason: Mapped[str | None] = mapped_column(String(2000))
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)

    opening: Mapped[ScenarioOpening] = relationship(lazy="raise")
    entity: Mapped[Organisation] = relationship(lazy="raise")
    components: Mapped[list[Component]] = relationship(
        secondary="scenario_response_components", lazy="raise", order_by="Component.full_name"
    )

    __table_args__ = (
        one_of("status", RESPONSE_STATUSES),
        UniqueConstraint("opening_id", "entity_id"),
        CheckConstraint("(status = 'submitted') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(status = 'submitted') = (reason IS NULL)", name="reasoned"),
    )


class ScenarioResponseComponent(Base):
    """A component that an entity would work with."""

    __tablename__ = "scenario_response_components"

    response_id: Mapped[int] = mapped_column(ForeignKey("scenario_responses.id"), primary_key=True)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), primary_key=True, index=True)
