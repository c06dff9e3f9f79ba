"""What is due in a project, and how its due days moved."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id
from registry.projects.models.projects import Project


class Milestone(Base):
    """Something that has to be done in a project by a calendar day (S57). `told_on`: when its city was told it is late.

    Reached once, with evidence in words or links; the due day may move before that, each time with a reason.
    """

    __tablename__ = "project_milestones"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    due_on: Mapped[date] = mapped_column(Date)
    reached_on: Mapped[date | None] = mapped_column(Date)
    evidence: Mapped[str | None] = mapped_column(String(2000))
    links: Mapped[list[str]] = mapped_column(JSON, default=list)
    reached_at: Mapped[datetime | None] = mapped_column(Instant)
    told_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(Instant)

    project: Mapped[Project] = relationship(lazy="raise", back_populates="milestones")
    changes: Mapped[list["MilestoneChange"]] = relationship(lazy="raise", order_by="MilestoneChange.id")

    __table_args__ = (
        CheckConstraint("(reached_on IS NULL) = (reached_at IS NULL)", name="reached"),
        Index("ix_project_milestones_project_id_id", "project_id", "id"),
        Index(
            "ix_project_milestones_open",
            "due_on",
            "id",
            sqlite_where=text("reached_on IS NULL"),
            postgresql_where=text("reached_on IS NULL"),
        ),
    )


class MilestoneChange(Base):
    """That the due day of a milestone moved, and why. Never changed."""

    __tablename__ = "project_milestone_changes"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("project_milestones.id"), index=True)
    due_before: Mapped[date] = mapped_column(Date)
    due_after: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
