"""What a city has to get done: its scenarios, the data each needs and the components that are to do it."""

from datetime import date, datetime

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.catalogue.models import Component
from registry.collaboration.models import Scenario
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.validity import Dated
from registry.organisations.models import Organisation
from registry.scenarios.vocabulary import LIST_STATUSES, PRIORITIES


class ListedScenario(Dated, Base):
    """One item of a city's scenario list (场景清单, S50), from the day it was added until it was removed for a reason.

    It is a scenario of the common list, or one in the city's own words. What was removed stays: figures of past days
    count it (gaming rule 4.12). One of a city's may be featured (一城一景, S35).
    """

    __tablename__ = "listed_scenarios"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    code: Mapped[str] = mapped_column(String(64))
    scenario_id: Mapped[int | None] = mapped_column(ForeignKey("scenarios.id"), index=True)
    own_name: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    own_domain: Mapped[str | None] = mapped_column(String(10))
    needs: Mapped[dict[str, str]] = mapped_column(JSON)
    departments: Mapped[list[str]] = mapped_column(JSON, default=list)
    priority: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date | None] = mapped_column(Date)
    is_featured: Mapped[bool] = mapped_column(Boolean, default=False)
    removal_reason: Mapped[str | None] = mapped_column(String(2000))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    city: Mapped[Organisation] = relationship(lazy="raise")
    scenario: Mapped[Scenario | None] = relationship(lazy="raise")
    data_items: Mapped[list["ScenarioDataItem"]] = relationship(
        lazy="raise", order_by="ScenarioDataItem.position", cascade="all, delete-orphan"
    )
    parts: Mapped[list["SolutionPart"]] = relationship(lazy="raise", order_by="SolutionPart.id")

    __table_args__ = (
        one_of("priority", PRIORITIES),
        one_of("status", LIST_STATUSES),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        CheckConstraint("(valid_to IS NULL) = (removal_reason IS NULL)", name="removed"),
        Index("ix_listed_scenarios_city_id_valid_from", "city_id", "valid_from"),
        Index(
            "uq_listed_scenarios_in_force",
            "city_id",
            "code",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        Index(
            "uq_listed_scenarios_featured",
            "city_id",
            unique=True,
            sqlite_where=text("is_featured AND valid_to IS NULL"),
            postgresql_where=text("is_featured AND valid_to IS NULL"),
        ),
    )

    @property
    def name(self) -> dict[str, str]:
        """What it is called: by the common list, or by its city."""
        return self.scenario.name if self.scenario else self.own_name

    @property
    def domain(self) -> str | None:
        """The domain it belongs to, as far as that is known."""
        return self.scenario.domain if self.scenario else self.own_domain


class SolutionPart(Dated, Base):
    """A component that is part of the solution of a scenario, at versions that fit. Replaced, never changed."""

    __tablename__ = "solution_parts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    listed_id: Mapped[int] = mapped_column(ForeignKey("listed_scenarios.id"), index=True)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    specifier: Mapped[str] = mapped_column(String(200), default="")

    component: Mapped[Component] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        Index(
            "uq_solution_parts_in_force",
            "listed_id",
            "component_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )


class ScenarioDataItem(Base):
    """Data that a scenario needs: which, of which department, and the data set specification it would come by."""

    __tablename__ = "scenario_data_items"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    listed_id: Mapped[int] = mapped_column(ForeignKey("listed_scenarios.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    holder: Mapped[str] = mapped_column(String(200))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("components.id"), index=True)

    source: Mapped[Component | None] = relationship(lazy="raise")

    __table_args__ = (UniqueConstraint("listed_id", "position"),)
