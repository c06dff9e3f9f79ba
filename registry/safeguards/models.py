"""Flags: what looks like a game, who is concerned, what a reviewer decided, and who objects."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models import CreditDiscount
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.safeguards.vocabulary import APPEAL_STATUSES, FLAG_STATUSES, GAMES


class Flag(Base):
    """Something that looks like one of the sixteen games. Advisory: nothing follows before a person has decided.

    `fingerprint` names what it is about, so that the same finding is raised once; `signals` say what was seen.
    """

    __tablename__ = "safeguard_flags"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    game: Mapped[str] = mapped_column(String(30))
    fingerprint: Mapped[str] = mapped_column(String(200), unique=True)
    signals: Mapped[list[Any]] = mapped_column(JSON)
    records: Mapped[list[Any]] = mapped_column(JSON)
    suggested_factor: Mapped[float | None]
    status: Mapped[str] = mapped_column(String(20), default="open")
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    raised_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(String(2000))

    parties: Mapped[list["FlagParty"]] = relationship(lazy="raise", order_by="FlagParty.organisation_id")
    discounts: Mapped[list["FlagDiscount"]] = relationship(lazy="raise", order_by="FlagDiscount.discount_id")
    appeals: Mapped[list["Appeal"]] = relationship(lazy="raise", order_by="Appeal.id")

    __table_args__ = (
        one_of("game", GAMES),
        one_of("status", FLAG_STATUSES),
        CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decision"),
        CheckConstraint("(decided_at IS NULL) = (reason IS NULL)", name="reason"),
        Index("ix_safeguard_flags_status_id", "status", "id"),
        Index("ix_safeguard_flags_game_id", "game", "id"),
    )


class FlagParty(Base):
    """An organisation that a flag concerns: it sees the flag and may object to what follows."""

    __tablename__ = "safeguard_flag_parties"

    flag_id: Mapped[int] = mapped_column(ForeignKey("safeguard_flags.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True, index=True)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class FlagDiscount(Base):
    """A discount that was decided on a flag."""

    __tablename__ = "safeguard_flag_discounts"

    flag_id: Mapped[int] = mapped_column(ForeignKey("safeguard_flags.id"), primary_key=True)
    discount_id: Mapped[int] = mapped_column(ForeignKey("credit_discounts.id"), primary_key=True, index=True)

    discount: Mapped[CreditDiscount] = relationship(lazy="raise")


class Appeal(Base):
    """An objection of somebody concerned, and what was answered."""

    __tablename__ = "safeguard_appeals"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    flag_id: Mapped[int] = mapped_column(ForeignKey("safeguard_flags.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    text: Mapped[str] = mapped_column(String(4000))
    status: Mapped[str] = mapped_column(String(20), default="open")
    answer: Mapped[str | None] = mapped_column(String(4000))
    created_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(String(80))

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", APPEAL_STATUSES),
        CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decision"),
        Index("ix_safeguard_appeals_status_id", "status", "id"),
    )
