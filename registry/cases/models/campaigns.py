"""Calls for cases."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.cases.vocabulary import CASE_LEVELS
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Campaign(Base):
    """A call for typical cases (典型案例征集, S53): what for, from when to when, at which level.

    `organiser_id` is the authority that calls; nobody at the console. Who is called are the cities of its division,
    where it has one.
    """

    __tablename__ = "case_campaigns"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organiser_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    call: Mapped[dict[str, str]] = mapped_column(JSON)
    level: Mapped[str] = mapped_column(String(20))
    opens_on: Mapped[date] = mapped_column(Date)
    closes_on: Mapped[date] = mapped_column(Date)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    organiser: Mapped[Organisation | None] = relationship(lazy="raise")

    __table_args__ = (
        one_of("level", CASE_LEVELS),
        CheckConstraint("closes_on >= opens_on", name="period"),
        Index("ix_case_campaigns_closes_on_id", "closes_on", "id"),
    )
