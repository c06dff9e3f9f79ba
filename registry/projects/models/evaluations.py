"""What a project was to bring about, what it did, and what came of that in points."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class ProjectTargets(Base):
    """What a project is to bring about, as it was set: the latest counts, what it replaced stays with the reason."""

    __tablename__ = "project_targets"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    number: Mapped[int]
    entries: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("project_id", "number"),)


class ProjectResults(Base):
    """What the city says came out, target by target: the latest counts, what it replaced stays."""

    __tablename__ = "project_results"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    number: Mapped[int]
    entries: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("project_id", "number"),)


class ProjectEvaluation(Base):
    """What an assessor or administrator found, with every input of the score and the version of the formula.

    `evaluator_id` is nobody at the console. The latest one of a project counts; none is ever changed.
    """

    __tablename__ = "project_evaluations"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    evaluator_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    formula: Mapped[str] = mapped_column(String(40))
    inputs: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    score: Mapped[float]
    note: Mapped[str | None] = mapped_column(String(4000))
    evaluated_on: Mapped[date] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    evaluator: Mapped[Organisation | None] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("score >= 0 AND score <= 100", name="score"),
        Index("ix_project_evaluations_project_id_id", "project_id", "id"),
    )
