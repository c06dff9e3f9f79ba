"""How much an adoption is called (调用量): what was reported, what holds for each day, and what credit counts."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.adoption.vocabulary import USAGE_SOURCES
from registry.kit.database import Base, BigId, Instant, one_of


class UsageReport(Base):
    """One report of calls by day: signed with the adoption's key, or a file of the adopter's. Never changed.

    `issued_at` is when a signed report says it was made: a later one says a later moment, so that none is sent again.
    """

    __tablename__ = "usage_reports"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"))
    source: Mapped[str] = mapped_column(String(20))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    days: Mapped[int]
    calls: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    __table_args__ = (
        one_of("source", USAGE_SOURCES),
        Index("ix_usage_reports_adoption_id_id", "adoption_id", "id"),
        CheckConstraint("first_day <= last_day AND days > 0 AND calls >= 0", name="extent"),
        CheckConstraint("source <> 'signed' OR issued_at IS NOT NULL", name="issued"),
    )


class UsageDay(Base):
    """How often an adoption was called on a day, by the latest report that covers it."""

    __tablename__ = "usage_days"

    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    report_id: Mapped[int] = mapped_column(ForeignKey("usage_reports.id"), index=True)

    __table_args__ = (CheckConstraint("calls >= 0", name="calls"),)


class UsageMonth(Base):
    """By how much the calls of a month grew or shrank by what was reported in a month.

    A ledger: a correction adds a difference, so that what was known at the beginning of any month can be summed up.
    Months stand as their first day.
    """

    __tablename__ = "usage_months"

    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    recorded_month: Mapped[date] = mapped_column(Date, primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
