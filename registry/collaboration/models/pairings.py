"""Pairings between cities, and scenarios that components serve."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.collaboration.vocabulary import PAIRING_KINDS, PAIRING_STATUSES
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
