"""Standards, and what versions claim of them."""

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

from registry.catalogue.models import ComponentVersion
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.standards.vocabulary import CLAIM_STATUSES, KINDS, STATUSES


class Standard(Base):
    """A standard that components may conform to (S6, S43). `slug` is its place in addresses: gb-t-33356-2022."""

    __tablename__ = "standards"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(100))
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    scope: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20), default="in_force")
    issuer: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    published_on: Mapped[date | None] = mapped_column(Date)
    in_force_on: Mapped[date | None] = mapped_column(Date)
    replaced_by: Mapped[str | None] = mapped_column(String(100))
    url: Mapped[str | None] = mapped_column(String(500))
    domains: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    __table_args__ = (
        UniqueConstraint("slug"),
        UniqueConstraint("code"),
        one_of("kind", KINDS),
        one_of("status", STATUSES),
    )


class ConformanceClaim(Base):
    """That a version conforms to a standard: claimed by its publisher, verified or rejected by somebody else.

    `report` is the test report the publisher gives, `verification_report` the one of whoever looked at it.
    """

    __tablename__ = "conformance_claims"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    version_id: Mapped[int] = mapped_column(ForeignKey("component_versions.id"))
    standard_id: Mapped[int] = mapped_column(ForeignKey("standards.id"))
    clauses: Mapped[str | None] = mapped_column(String(500))
    report: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(20), default="claimed")
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    verification_report: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    verification_note: Mapped[str | None] = mapped_column(String(2000))

    version: Mapped[ComponentVersion] = relationship(lazy="raise")
    standard: Mapped[Standard] = relationship(lazy="raise")
    verifier: Mapped[Organisation | None] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("version_id", "standard_id"),
        one_of("status", CLAIM_STATUSES),
        CheckConstraint("(verifier_id IS NULL) = (verified_at IS NULL)", name="verification"),
        Index("ix_conformance_claims_standard_id_status", "standard_id", "status"),
        Index("ix_conformance_claims_status_id", "status", "id"),
    )
