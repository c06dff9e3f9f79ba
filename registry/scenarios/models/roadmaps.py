"""The road of a city to its breakthrough scenarios: which components it means to run by when."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.catalogue.models import Component
from registry.kit.database import Base, BigId
from registry.kit.validity import Dated
from registry.scenarios.models.lists import ListedScenario


class RoadmapItem(Dated, Base):
    """A planned adoption for a scenario of the list (S38). Another plan is another row, which keeps the first day."""

    __tablename__ = "roadmap_items"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    listed_id: Mapped[int] = mapped_column(ForeignKey("listed_scenarios.id"))
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    specifier: Mapped[str] = mapped_column(String(200), default="")
    planned_on: Mapped[date] = mapped_column(Date)
    first_planned_on: Mapped[date] = mapped_column(Date)

    listed: Mapped[ListedScenario] = relationship(lazy="raise")
    component: Mapped[Component] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        Index(
            "uq_roadmap_items_in_force",
            "listed_id",
            "component_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )
