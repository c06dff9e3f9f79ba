"""What operating entities offer for components, and how those who bought it rate it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models import Adoption
from registry.catalogue.models import Component
from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class ComponentService(Base):
    """What an operating entity does for whoever runs a component: its own word, one offer at a time for each component.

    Without regions it is offered everywhere. `price_terms` are for cities and administrators, and nothing is ever put
    in an order by them (S76).
    """

    __tablename__ = "component_services"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kinds: Mapped[list[Any]] = mapped_column(JSON)
    description: Mapped[dict[str, str]] = mapped_column(JSON)
    price_terms: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    since: Mapped[date] = mapped_column(Date)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    component: Mapped[Component] = relationship(lazy="raise")
    entity: Mapped[Organisation] = relationship(lazy="raise")
    regions: Mapped[list["ServiceRegion"]] = relationship(
        lazy="raise", order_by="ServiceRegion.division_code", cascade="all, delete-orphan"
    )

    __table_args__ = (
        Index(
            "uq_component_services_in_force",
            "component_id",
            "entity_id",
            unique=True,
            sqlite_where=text("withdrawn_on IS NULL"),
            postgresql_where=text("withdrawn_on IS NULL"),
        ),
    )


class ServiceRegion(Base):
    """A division of GB/T 2260 in which a service is offered."""

    __tablename__ = "service_regions"

    service_id: Mapped[int] = mapped_column(ForeignKey("component_services.id"), primary_key=True)
    division_code: Mapped[str] = mapped_column(ForeignKey("divisions.code"), primary_key=True, index=True)


class ServiceRating(Base):
    """How a city that bought a service rates it: one for each adoption, editable, not repeatable.

    `counts` says whether it is in the mean: the ratings of an entity's own city or owner are not.
    """

    __tablename__ = "service_ratings"

    service_id: Mapped[int] = mapped_column(ForeignKey("component_services.id"), primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), primary_key=True, index=True)
    stars: Mapped[int]
    comment: Mapped[str | None] = mapped_column(String(2000))
    counts: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    service: Mapped[ComponentService] = relationship(lazy="raise")
    adoption: Mapped[Adoption] = relationship(lazy="raise")

    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),)
