"""Applications, their items and the steps of their routes; agreements; trials."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.accounts.models import Person
from registry.adoption.models import Adoption
from registry.adoption.vocabulary import MODES
from registry.applications.vocabulary import (
    APPLICATION_STATUSES,
    ITEM_STATUSES,
    SKIPPED_FOR,
    STEP_KINDS,
    STEP_STATUSES,
    TRIAL_RESULTS,
)
from registry.catalogue.models import Component, ComponentVersion
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Agreement(Base):
    """One version of the text that an applicant accepts: the duties of both sides, delisting, disputes (S37e).

    Never changed once there: another text is another version, in force from its day on.
    """

    __tablename__ = "agreements"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    publisher_duties: Mapped[list[Any]] = mapped_column(JSON)
    adopter_duties: Mapped[list[Any]] = mapped_column(JSON)
    dispute_steps: Mapped[list[Any]] = mapped_column(JSON)
    delist_notice_days: Mapped[int]
    effective_on: Mapped[date] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    __table_args__ = (CheckConstraint("delist_notice_days >= 0", name="delist_notice_days"),)


class Application(Base):
    """A request of one body for several components at once (申请单), for itself or on behalf of cities."""

    __tablename__ = "applications"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    accepted_by: Mapped[str] = mapped_column(String(100))
    purpose: Mapped[str] = mapped_column(String(2000))
    status: Mapped[str] = mapped_column(String(20), default="open")
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)

    applicant: Mapped[Organisation] = relationship(lazy="raise")
    agreement: Mapped[Agreement] = relationship(lazy="raise")
    items: Mapped[list["ApplicationItem"]] = relationship(
        lazy="raise", order_by="ApplicationItem.number", back_populates="application"
    )

    __table_args__ = (
        one_of("status", APPLICATION_STATUSES),
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed"),
        Index("ix_applications_applicant_id_id", "applicant_id", "id"),
    )


class ApplicationItem(Base):
    """One component of an application, for one body, decided separately. Approved, it has begun an adoption.

    `configuration` is what the hand-over needs (一体化配置): the environment and who takes over; never credentials.
    `submitted_by` is who handed it in last, a person or else a token, who decides none of its steps. `trial_told_on` is
    the day on which its body was last told of the end of the trial.
    """

    __tablename__ = "application_items"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    number: Mapped[int]
    beneficiary_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"))
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    mode: Mapped[str] = mapped_column(String(20))
    scenario: Mapped[str | None] = mapped_column(String(100))
    trial_days: Mapped[int | None]
    configuration: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    policy_exception: Mapped[str | None] = mapped_column(String(500))
    submitted_by: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(String(20), default="in_review")
    adoption_id: Mapped[int | None] = mapped_column(ForeignKey("adoptions.id"), unique=True)
    trial_result: Mapped[str | None] = mapped_column(String(20))
    trial_note: Mapped[str | None] = mapped_column(String(2000))
    trial_told_on: Mapped[date | None] = mapped_column(Date)
    withdrawal_note: Mapped[str | None] = mapped_column(String(2000))

    # Read with its application always: then it is at hand without a question.
    application: Mapped[Application] = relationship(lazy="raise_on_sql", back_populates="items")
    beneficiary: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[beneficiary_id])
    operator: Mapped[Organisation | None] = relationship(lazy="raise", foreign_keys=[operator_id])
    component: Mapped[Component] = relationship(lazy="raise")
    version: Mapped[ComponentVersion | None] = relationship(lazy="raise")
    adoption: Mapped[Adoption | None] = relationship(lazy="raise")
    steps: Mapped[list["ApplicationStep"]] = relationship(
        lazy="raise", order_by="ApplicationStep.position", back_populates="item"
    )

    __table_args__ = (
        one_of("mode", MODES),
        one_of("status", ITEM_STATUSES),
        one_of("trial_result", TRIAL_RESULTS),
        UniqueConstraint("application_id", "number"),
        UniqueConstraint("application_id", "beneficiary_id", "component_id"),
        CheckConstraint("trial_days IS NULL OR trial_days BETWEEN 1 AND 365", name="trial_days"),
        CheckConstraint("(status = 'approved') = (adoption_id IS NOT NULL)", name="approved"),
    )


class ApplicationStep(Base):
    """One step of an item's route: who decides, until when, what was decided. Returned items begin their route anew.

    A step that nobody decides is skipped, for a reason; it names no organisation where there is none that could decide.
    """

    __tablename__ = "application_steps"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("application_items.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    status: Mapped[str] = mapped_column(String(20), default="waiting")
    skipped_for: Mapped[str | None] = mapped_column(String(20))
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    due_on: Mapped[date | None] = mapped_column(Date)
    reminded_on: Mapped[date | None] = mapped_column(Date)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(String(2000))

    item: Mapped[ApplicationItem] = relationship(lazy="raise_on_sql", back_populates="steps")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    delegate: Mapped[Person | None] = relationship(lazy="raise")

    __table_args__ = (
        one_of("kind", STEP_KINDS),
        one_of("status", STEP_STATUSES),
        one_of("skipped_for", SKIPPED_FOR),
        CheckConstraint("(status = 'skipped') = (skipped_for IS NOT NULL)", name="skipped"),
        CheckConstraint("organisation_id IS NOT NULL OR status = 'skipped'", name="organisation"),
        UniqueConstraint("item_id", "position"),
        Index("ix_application_steps_organisation_id_status_due_on", "organisation_id", "status", "due_on"),
        Index("ix_application_steps_status_due_on", "status", "due_on"),
    )
