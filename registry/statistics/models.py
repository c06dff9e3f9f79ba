"""What is kept of the figures. Derived: it can be deleted at any time and is counted again from the canonical rows."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, CheckConstraint, Date, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.kit.database import Base, BigId, Instant, one_of

SUBJECTS = ("adoption", "component", "version")
GRAINS = ("total", "month", "day")


class Span(Base):
    """A stretch of days over which an adoption, a component or a version is in one state and counts by the same things.

    It holds on the days from `from_on` to the day before `until_on`. Two times: what was not known on a day did not
    count for whoever asked then. That it began was known from `recorded_on` on, that it ended from
    `until_recorded_on`; from `void_on` on it is known never to have been so. `corrected_on` is the last day on which
    something of this was learnt late, after the day it speaks of; nothing was when it is empty.

    `city_class` and `province` are those of the adopting city (for a component, of its publisher's), as they were then.
    """

    __tablename__ = "statistics_spans"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date] = mapped_column(Date)
    recorded_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    until_recorded_on: Mapped[date | None] = mapped_column(Date)
    void_on: Mapped[date | None] = mapped_column(Date)
    corrected_on: Mapped[date | None] = mapped_column(Date)
    component_id: Mapped[int] = mapped_column(BigInteger)
    city_id: Mapped[int | None] = mapped_column(BigInteger)
    publisher_city_id: Mapped[int | None] = mapped_column(BigInteger)
    province: Mapped[str | None] = mapped_column(String(12))
    city_class: Mapped[str | None] = mapped_column(String(20))
    publisher_province: Mapped[str | None] = mapped_column(String(12))
    publisher_class: Mapped[str | None] = mapped_column(String(20))
    domain: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40))
    license: Mapped[str | None] = mapped_column(String(200))
    mode: Mapped[str | None] = mapped_column(String(20))
    has_version: Mapped[bool] = mapped_column(Boolean)
    is_reuse: Mapped[bool] = mapped_column(Boolean)
    """Whether it runs, in another city than the publisher's own."""
    is_open: Mapped[bool] = mapped_column(Boolean)
    """Whether an environment was handed over for it (开通)."""
    is_demo: Mapped[bool] = mapped_column(Boolean)
    facets: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What of the component has several values: `action`, `platform`, `lens`, each a list of codes."""

    __table_args__ = (
        one_of("subject", SUBJECTS),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="extent"),
        CheckConstraint("(until_on IS NULL) = (until_recorded_on IS NULL)", name="end"),
        Index("ix_statistics_spans_subject_subject_id", "subject", "subject_id"),
        Index("ix_statistics_spans_component_id_from_on", "component_id", "from_on"),
        Index("ix_statistics_spans_city_id_from_on", "city_id", "from_on"),
        Index("ix_statistics_spans_publisher_city_id_from_on", "publisher_city_id", "from_on"),
        Index(
            "ix_statistics_spans_corrected_on",
            "corrected_on",
            sqlite_where=text("corrected_on IS NOT NULL"),
            postgresql_where=text("corrected_on IS NOT NULL"),
        ),
    )


class Movement(Base):
    """By how much a cell of a figure moved: on a day, in a month (its first day), and in all until now (`total`).

    What a cell held on a day is the sum of the months before and of the days of that month until then. `slice` is the
    filter under which it is kept, such as `domain=A4&province=990100`, empty for none. Derived from `Span`.
    """

    __tablename__ = "statistics_movements"

    figure: Mapped[str] = mapped_column(String(20), primary_key=True)
    slice: Mapped[str] = mapped_column(String(80), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(20), primary_key=True)
    grain: Mapped[str] = mapped_column(String(5), primary_key=True)
    bucket: Mapped[date] = mapped_column(Date, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        one_of("grain", GRAINS),
        Index(
            "ix_statistics_movements_ranking",
            "figure",
            "slice",
            "dimension",
            "amount",
            sqlite_where=text("grain = 'total'"),
            postgresql_where=text("grain = 'total'"),
        ),
        {"sqlite_with_rowid": False},
    )


class CallsCounted(Base):
    """The calls of a month that an adoption adds to the figures, as reported in a month; see `adoption.UsageMonth`."""

    __tablename__ = "statistics_calls"

    adoption_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    recorded_month: Mapped[date] = mapped_column(Date, primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    cells: Mapped[list[Any]] = mapped_column(JSON)
    """Where they count: `[slice, dimension, key]` each."""


class Report(Base):
    """A monthly report as it was issued: it is never changed, what is learnt later stands in the next one.

    `exact` is the document for those who may see which city runs what, `told` the one for everybody else. Unlike the
    rest of the figures it cannot be made anew from the canonical rows: it says what was known on the day of its issue.
    """

    __tablename__ = "statistics_reports"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    month: Mapped[date] = mapped_column(Date, unique=True)
    """Its first day."""
    issued_at: Mapped[datetime] = mapped_column(Instant)
    exact: Mapped[dict[str, Any]] = mapped_column(JSON)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_demo: Mapped[bool] = mapped_column(Boolean)
    """Whether demonstration data is counted in: then it goes with them."""
