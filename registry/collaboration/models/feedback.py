"""What adopters say of components."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.catalogue.models import Component, ComponentVersion
from registry.collaboration.vocabulary import FEEDBACK_KINDS, FEEDBACK_STATUSES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Feedback(Base):
    """What an adopter says of a component: a defect, a wish, a question. It may name the version it speaks of.

    A version that its publisher published `resolves` it: the release notes of that version name it and thank who
    reported it. `due_on` is the day by which an answer is owed, `answered_at` when the first one came.
    """

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(8000), default="")
    credit: Mapped[str | None] = mapped_column(String(100))
    status: Mapped[str] = mapped_column(String(20), default="open")
    answer: Mapped[str | None] = mapped_column(String(8000))
    resolved_in_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"), index=True)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    due_on: Mapped[date | None] = mapped_column(Date)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    reminded_on: Mapped[date | None] = mapped_column(Date)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    component: Mapped[Component] = relationship(lazy="raise")
    version: Mapped[ComponentVersion | None] = relationship(lazy="raise", foreign_keys=[version_id])
    resolved_in: Mapped[ComponentVersion | None] = relationship(lazy="raise", foreign_keys=[resolved_in_id])
    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("kind", FEEDBACK_KINDS),
        one_of("status", FEEDBACK_STATUSES),
        Index("ix_feedback_component_id_status_id", "component_id", "status", "id"),
        Index("ix_feedback_status_due_on", "status", "due_on"),
        CheckConstraint("(status = 'resolved') = (resolved_in_id IS NOT NULL)", name="resolved"),
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed"),
    )
