"""Projects, the steps of their life, and the adoptions that belong to them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models import Adoption
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.projects.vocabulary import PROJECT_KINDS, PROJECT_STATUSES, REUSE_CHOICES
from registry.screening.models import Screening

if TYPE_CHECKING:
    from registry.projects.models.evaluations import ProjectEvaluation, ProjectResults, ProjectTargets
    from registry.projects.models.milestones import Milestone


class Project(Base):
    """A digital project of a city (S47): what it costs, what it reuses, when what is due, and what came of it.

    Figures count it by the city that its organisation belongs to. `approved_on` is the day of its approval (立项批复),
    before which the screening has to have been run (S6). What is public of it is said by `published_at`.
    """

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    summary: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20), default="planned")
    status_since: Mapped[date] = mapped_column(Date)
    approved_on: Mapped[date | None] = mapped_column(Date)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    budget_fen: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    funding_sources: Mapped[list[str]] = mapped_column(JSON, default=list)
    screening_id: Mapped[int | None] = mapped_column(ForeignKey("screenings.id"), index=True)
    reuse_choice: Mapped[str | None] = mapped_column(String(20))
    justification: Mapped[str | None] = mapped_column(String(4000))
    responsibilities: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    screening: Mapped[Screening | None] = relationship(lazy="raise")
    steps: Mapped[list["ProjectStep"]] = relationship(lazy="raise", order_by="ProjectStep.id")
    adoptions: Mapped[list["ProjectAdoption"]] = relationship(lazy="raise", order_by="ProjectAdoption.id")
    milestones: Mapped[list["Milestone"]] = relationship(
        lazy="raise", order_by="Milestone.id", back_populates="project"
    )
    targets: Mapped[list["ProjectTargets"]] = relationship(lazy="raise", order_by="ProjectTargets.id")
    results: Mapped[list["ProjectResults"]] = relationship(lazy="raise", order_by="ProjectResults.id")
    evaluations: Mapped[list["ProjectEvaluation"]] = relationship(lazy="raise", order_by="ProjectEvaluation.id")

    __table_args__ = (
        one_of("kind", PROJECT_KINDS),
        one_of("status", PROJECT_STATUSES),
        one_of("reuse_choice", REUSE_CHOICES),
        CheckConstraint("(budget_fen IS NULL) = (currency IS NULL)", name="budget"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="period"),
        CheckConstraint("reuse_choice <> 'justified_new' OR justification IS NOT NULL", name="justification"),
        Index("ix_projects_organisation_id_id", "organisation_id", "id"),
        Index("ix_projects_status_id", "status", "id"),
    )


class ProjectStep(Base):
    """One step in the life of a project: into a status, on a day, with a note. Never changed."""

    __tablename__ = "project_steps"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (one_of("status", PROJECT_STATUSES),)


class ProjectAdoption(Base):
    """That an adoption belongs to a project, from the day it was linked to the day it was taken off again."""

    __tablename__ = "project_adoptions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), index=True)
    linked_on: Mapped[date] = mapped_column(Date)
    unlinked_on: Mapped[date | None] = mapped_column(Date)

    adoption: Mapped[Adoption] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("unlinked_on IS NULL OR unlinked_on >= linked_on", name="period"),
        Index("ix_project_adoptions_project_id_id", "project_id", "id"),
        Index(
            "uq_project_adoptions_in_force",
            "project_id",
            "adoption_id",
            unique=True,
            sqlite_where=text("unlinked_on IS NULL"),
            postgresql_where=text("unlinked_on IS NULL"),
        ),
    )
