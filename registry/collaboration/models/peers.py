"""What cities ask and lend one another: questions to those who run a component, reports on its security."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Date, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.artifacts.models import Blob
from registry.catalogue.models import Component, ComponentVersion
from registry.collaboration.vocabulary import QUESTION_STATUSES, REPORT_KINDS, REQUEST_STATUSES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class PeerQuestion(Base):
    """What a city asks another that runs a component. It goes through the registry: nobody's address is told."""

    __tablename__ = "peer_questions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    question: Mapped[str] = mapped_column(String(4000))
    answer: Mapped[str | None] = mapped_column(String(8000))
    status: Mapped[str] = mapped_column(String(20), default="open")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)

    component: Mapped[Component] = relationship(lazy="raise")
    asker: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[asker_id])
    asked: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[asked_id])

    __table_args__ = (
        one_of("status", QUESTION_STATUSES),
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed"),
        CheckConstraint("asker_id <> asked_id", name="two_cities"),
        Index("ix_peer_questions_asked_id_status_id", "asked_id", "status", "id"),
        Index("ix_peer_questions_asker_id_id", "asker_id", "id"),
    )


class SecurityReport(Base):
    """A report on how safe a version is (等保, 密评, tests): its owner lends it to cities that ask."""

    __tablename__ = "security_reports"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    level: Mapped[str | None] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    issuer: Mapped[str] = mapped_column(String(200))
    issued_on: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    filename: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(BigInteger)
    blob_digest: Mapped[str] = mapped_column(ForeignKey("blobs.digest"), index=True)
    added_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)

    component: Mapped[Component] = relationship(lazy="raise")
    version: Mapped[ComponentVersion | None] = relationship(lazy="raise")
    owner: Mapped[Organisation] = relationship(lazy="raise")
    blob: Mapped[Blob] = relationship(lazy="raise")

    __table_args__ = (one_of("kind", REPORT_KINDS),)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, as whatever sends files asks for it."""
        return self.blob_digest

    @property
    def media_type(self) -> str:
        """A report is fetched as a file, whatever it is."""
        return "application/octet-stream"


class ReportRequest(Base):
    """That a city asks to read a report, and what its owner decided."""

    __tablename__ = "report_requests"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    report_id: Mapped[int] = mapped_column(ForeignKey("security_reports.id"))
    city_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    reason: Mapped[str] = mapped_column(String(2000))
    status: Mapped[str] = mapped_column(String(20), default="open")
    requested_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decision_note: Mapped[str | None] = mapped_column(String(2000))
    until_on: Mapped[date | None] = mapped_column(Date)

    report: Mapped[SecurityReport] = relationship(lazy="raise")
    city: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", REQUEST_STATUSES),
        CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decision"),
        Index("ix_report_requests_report_id_status_id", "report_id", "status", "id"),
        Index(
            "uq_report_requests_open",
            "report_id",
            "city_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )
