"""Cases: what a city learned that others can use, and what it is about."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models import Adoption
from registry.cases.models.campaigns import Campaign
from registry.cases.vocabulary import CASE_LEVELS, CASE_STATUSES
from registry.catalogue.models import Component
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.organisations.vocabulary import CITY_CLASSES
from registry.projects.models import Project

if TYPE_CHECKING:
    from registry.cases.models.reviews import CasePromotion, CaseReview


class Case(Base):
    """A case worth telling (地方典型案例和路径经验, S29). Its class is that of its city on the day it was submitted.

    Figures count it by the city that its organisation belongs to; `decided_on`, `reasons` and `decided_by_id` say what
    was decided.
    """

    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("case_campaigns.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    body: Mapped[dict[str, str]] = mapped_column(JSON)
    results: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    level: Mapped[str] = mapped_column(String(20))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    status: Mapped[str] = mapped_column(String(20), default="draft")
    city_class: Mapped[str | None] = mapped_column(String(20))
    submitted_on: Mapped[date | None] = mapped_column(Date)
    decided_on: Mapped[date | None] = mapped_column(Date)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    reasons: Mapped[str | None] = mapped_column(String(4000))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    campaign: Mapped[Campaign | None] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[organisation_id])
    decided_by: Mapped[Organisation | None] = relationship(lazy="raise", foreign_keys=[decided_by_id])
    project: Mapped[Project | None] = relationship(lazy="raise")
    steps: Mapped[list["CaseStep"]] = relationship(lazy="raise", order_by="CaseStep.id")
    adoptions: Mapped[list["CaseAdoption"]] = relationship(
        lazy="raise", order_by="CaseAdoption.id", cascade="all, delete-orphan"
    )
    components: Mapped[list["CaseComponent"]] = relationship(
        lazy="raise", order_by="CaseComponent.id", cascade="all, delete-orphan"
    )
    reviews: Mapped[list["CaseReview"]] = relationship(lazy="raise", order_by="CaseReview.id")
    promotions: Mapped[list["CasePromotion"]] = relationship(lazy="raise", order_by="CasePromotion.id")

    __table_args__ = (
        one_of("level", CASE_LEVELS),
        one_of("status", CASE_STATUSES),
        one_of("city_class", CITY_CLASSES),
        CheckConstraint("(status IN ('selected', 'not_selected')) = (decided_on IS NOT NULL)", name="decided"),
        Index("ix_cases_status_id", "status", "id"),
        Index("ix_cases_campaign_id_city_class", "campaign_id", "city_class"),
        Index("ix_cases_organisation_id_status", "organisation_id", "status"),
    )


class CaseStep(Base):
    """One step in the life of a case: into a status, on a day, with a note. Never changed."""

    __tablename__ = "case_steps"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(4000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (one_of("status", CASE_STATUSES),)


class CaseAdoption(Base):
    """That a case tells of an adoption."""

    __tablename__ = "case_adoptions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), index=True)

    adoption: Mapped[Adoption] = relationship(lazy="raise")

    __table_args__ = (UniqueConstraint("case_id", "adoption_id"),)


class CaseComponent(Base):
    """That a case tells of a component."""

    __tablename__ = "case_components"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)

    component: Mapped[Component] = relationship(lazy="raise")

    __table_args__ = (UniqueConstraint("case_id", "component_id"),)
