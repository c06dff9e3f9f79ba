"""Adoptions and the steps of their life."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.vocabulary import MODES, STAGES
from registry.catalogue.models import Component, ComponentVersion
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Adoption(Base):
    """That a body runs, or means to run, a component.

    `beneficiary_id` is whose use it is: the body itself, or the one it adopts on behalf of; `city_id` is the city by
    which figures count it. The version may be unknown. The present stage stands here; how it came about, in the steps.
    `record` is what is known of the use itself: how far it reaches, what it is linked to, who answers for what.
    `attested_on` is the day of the last sign of life, `reminded_on` the day on which its body was last told that the
    next one is due.
    """

    __tablename__ = "adoptions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    adopter_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    beneficiary_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    city_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"), index=True)
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    stage_since: Mapped[date] = mapped_column(Date)
    mode: Mapped[str] = mapped_column(String(20))
    scenario: Mapped[str | None] = mapped_column(String(100))
    record: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    trial_ends_on: Mapped[date | None] = mapped_column(Date)
    attested_on: Mapped[date | None] = mapped_column(Date)
    reminded_on: Mapped[date | None] = mapped_column(Date)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    adopter: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[adopter_id])
    beneficiary: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[beneficiary_id])
    operator: Mapped[Organisation | None] = relationship(lazy="raise", foreign_keys=[operator_id])
    component: Mapped[Component] = relationship(lazy="raise")
    version: Mapped[ComponentVersion | None] = relationship(lazy="raise")
    steps: Mapped[list["AdoptionStep"]] = relationship(lazy="raise", order_by="AdoptionStep.id")

    __table_args__ = (
        one_of("stage", STAGES),
        one_of("mode", MODES),
        Index(
            "uq_adoptions_in_force",
            "beneficiary_id",
            "component_id",
            unique=True,
            sqlite_where=text("stage <> 'retired'"),
            postgresql_where=text("stage <> 'retired'"),
        ),
        Index("ix_adoptions_adopter_id_id", "adopter_id", "id"),
        Index("ix_adoptions_beneficiary_id_id", "beneficiary_id", "id"),
        Index("ix_adoptions_component_id_id", "component_id", "id"),
        Index("ix_adoptions_city_id_component_id", "city_id", "component_id"),
        Index("ix_adoptions_stage_id", "stage", "id"),
        Index("ix_adoptions_stage_attested_on", "stage", "attested_on"),
    )


class AdoptionStep(Base):
    """One step in the life of an adoption: into a stage, at a version, on a day. Never changed."""

    __tablename__ = "adoption_steps"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"))
    on: Mapped[date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(2000))
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    version: Mapped[ComponentVersion | None] = relationship(lazy="raise")

    __table_args__ = (one_of("stage", STAGES),)
