"""Pairings between cities, and scenarios that components serve."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.catalogue.models import Component, ComponentVersion
from registry.collaboration.vocabulary import FEEDBACK_KINDS, FEEDBACK_STATUSES, PAIRING_KINDS, PAIRING_STATUSES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Pairing(Base):
    """A stronger city that helps another (结对子、对口援建帮扶, S39); in force once both sides have confirmed."""

    __tablename__ = "pairings"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    helper_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    helped_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    status: Mapped[str] = mapped_column(String(20))
    agreement: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    helper: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[helper_id])
    helped: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[helped_id])

    __table_args__ = (
        one_of("kind", PAIRING_KINDS),
        one_of("status", PAIRING_STATUSES),
        CheckConstraint("helper_id <> helped_id", name="two_cities"),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period"),
        UniqueConstraint("helper_id", "helped_id", "starts_on"),
    )


class Scenario(Base):
    """Something a city has to get done, as clerks call it (场景, S50)."""

    __tablename__ = "scenarios"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    domain: Mapped[str] = mapped_column(String(10))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)


class Feedback(Base):
    """What an adopter says of a component: a defect, a wish, a question. It may name the version it speaks of.

    A version that its publisher published `resolves` it: the release notes of that version name it and thank who
    reported it.
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
        CheckConstraint("(status = 'resolved') = (resolved_in_id IS NOT NULL)", name="resolved"),
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed"),
    )
