"""Buying together: groups of cities, what they agreed on with a supplier, and what each took up of it."""

from datetime import date, datetime
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
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models import Adoption
from registry.catalogue.models import Component
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.services.models.services import ComponentService
from registry.services.vocabulary import PURCHASE_STATUSES


class Purchase(Base):
    """A group of cities that buys a component or a service together. Cities join until it is closed.

    `told_on` is the day on which its organiser was told that the last day for joining has passed.
    """

    __tablename__ = "purchases"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("component_services.id"), index=True)
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    terms: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    closes_on: Mapped[date] = mapped_column(Date)
    minimum_members: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), default="open")
    ended_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(String(2000))
    told_on: Mapped[date | None] = mapped_column(Date)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    organiser: Mapped[Organisation] = relationship(lazy="raise")
    component: Mapped[Component] = relationship(lazy="raise")
    service: Mapped[ComponentService | None] = relationship(lazy="raise")
    members: Mapped[list["PurchaseMember"]] = relationship(
        lazy="raise", order_by="PurchaseMember.id", back_populates="purchase"
    )
    agreements: Mapped[list["PurchaseAgreement"]] = relationship(
        lazy="raise", order_by="PurchaseAgreement.id", back_populates="purchase"
    )

    __table_args__ = (
        one_of("status", PURCHASE_STATUSES),
        CheckConstraint("(status = 'open') = (ended_on IS NULL)", name="ended"),
        CheckConstraint("minimum_members >= 2", name="minimum_members"),
        Index("ix_purchases_status_closes_on", "status", "closes_on"),
    )


class PurchaseMember(Base):
    """That a city buys with the others, from when, until when."""

    __tablename__ = "purchase_members"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    joined_at: Mapped[datetime] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)

    purchase: Mapped[Purchase] = relationship(lazy="raise", back_populates="members")
    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        Index(
            "uq_purchase_members_in_force",
            "purchase_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )


class PurchaseAgreement(Base):
    """What a group agreed on with a supplier: a price for each, in fen, for a time. Never changed."""

    __tablename__ = "purchase_agreements"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), index=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    price_fen: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    terms: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    purchase: Mapped[Purchase] = relationship(lazy="raise", back_populates="agreements")
    supplier: Mapped[Organisation] = relationship(lazy="raise")
    covered: Mapped[list[Organisation]] = relationship(
        lazy="raise", secondary="purchase_coverage", order_by="Organisation.slug"
    )
    call_offs: Mapped[list["PurchaseCallOff"]] = relationship(lazy="raise", order_by="PurchaseCallOff.id")

    __table_args__ = (
        CheckConstraint("price_fen >= 0", name="price_fen"),
        CheckConstraint("starts_on <= ends_on", name="period"),
    )


class PurchaseCoverage(Base):
    """A member for whom an agreement holds."""

    __tablename__ = "purchase_coverage"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("purchase_agreements.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True, index=True)


class PurchaseCallOff(Base):
    """That a member took up an agreement, for one of its adoptions, on a day."""

    __tablename__ = "purchase_call_offs"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("purchase_agreements.id"))
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    on: Mapped[date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    adoption: Mapped[Adoption] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (UniqueConstraint("agreement_id", "adoption_id"),)
