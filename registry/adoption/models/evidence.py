"""What proves an adoption, who has confirmed it, and what suppliers claim."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Boolean, CheckConstraint, Date, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models.adoptions import Adoption
from registry.adoption.vocabulary import (
    CLAIM_STATUSES,
    CONFIRMERS,
    EVIDENCE_KINDS,
    EVIDENCE_STATUSES,
    MODES,
    RUNNING,
    VERDICTS,
)
from registry.artifacts.models import Blob
from registry.catalogue.models import Component, ComponentVersion
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Evidence(Base):
    """A file, a link or a statement that proves an adoption. It counts once somebody who is not the adopter accepts it.

    `digest` is the SHA-256 of the bytes in hexadecimal digits, whether they are kept here (`blob_digest`) or were named
    only. The same digest on two adoptions is held for review.
    """

    __tablename__ = "adoption_evidence"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"))
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str | None] = mapped_column(String(200))
    url: Mapped[str | None] = mapped_column(String(500))
    filename: Mapped[str | None] = mapped_column(String(200))
    media_type: Mapped[str | None] = mapped_column(String(100))
    size: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(String(64))
    blob_digest: Mapped[str | None] = mapped_column(ForeignKey("blobs.digest"), index=True)
    status: Mapped[str] = mapped_column(String(20), default="submitted")
    submitted_by: Mapped[str] = mapped_column(String(80))
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decision_note: Mapped[str | None] = mapped_column(String(2000))

    adoption: Mapped[Adoption] = relationship(lazy="raise")
    blob: Mapped[Blob | None] = relationship(lazy="raise")
    decided_by: Mapped[Organisation | None] = relationship(lazy="raise")

    __table_args__ = (
        one_of("kind", EVIDENCE_KINDS),
        one_of("status", EVIDENCE_STATUSES),
        Index("ix_adoption_evidence_adoption_id_id", "adoption_id", "id"),
        Index("ix_adoption_evidence_digest", "digest"),
        Index("ix_adoption_evidence_status_id", "status", "id"),
        CheckConstraint("(status IN ('accepted', 'rejected')) = (decided_at IS NOT NULL)", name="decision"),
        CheckConstraint("blob_digest IS NULL OR blob_digest = digest", name="blob"),
    )


class Confirmation(Base):
    """That somebody on another side says an adoption is so, or is not: its publisher, an assessor, an administrator."""

    __tablename__ = "adoption_confirmations"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    confirmer: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[str] = mapped_column(String(20))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"))
    note: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(2000))

    adoption: Mapped[Adoption] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    version: Mapped[ComponentVersion | None] = relationship(lazy="raise")

    __table_args__ = (
        one_of("confirmer", CONFIRMERS),
        one_of("verdict", VERDICTS),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)", name="withdrawal"),
        Index(
            "uq_adoption_confirmations_in_force",
            "adoption_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )


class AdoptionClaim(Base):
    """A supplier's word that a city runs a component: a draft that the city confirms or rejects, and that runs out."""

    __tablename__ = "adoption_claims"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    claimant_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    adopter_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"))
    stage: Mapped[str] = mapped_column(String(20))
    mode: Mapped[str] = mapped_column(String(20))
    since_on: Mapped[date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(2000))
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(20), default="open")
    expires_on: Mapped[date] = mapped_column(Date)
    adoption_id: Mapped[int | None] = mapped_column(ForeignKey("adoptions.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decision_note: Mapped[str | None] = mapped_column(String(2000))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)

    claimant: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[claimant_id])
    adopter: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[adopter_id])
    component: Mapped[Component] = relationship(lazy="raise")
    version: Mapped[ComponentVersion | None] = relationship(lazy="raise")
    adoption: Mapped[Adoption | None] = relationship(lazy="raise")

    __table_args__ = (
        one_of("stage", RUNNING),
        one_of("mode", MODES),
        one_of("status", CLAIM_STATUSES),
        CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decision"),
        CheckConstraint("(status = 'confirmed') = (adoption_id IS NOT NULL)", name="adoption"),
        Index(
            "uq_adoption_claims_open",
            "claimant_id",
            "adopter_id",
            "component_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
        Index("ix_adoption_claims_adopter_id_status_id", "adopter_id", "status", "id"),
        Index("ix_adoption_claims_status_expires_on", "status", "expires_on"),
        Index("ix_adoption_claims_claimant_id_id", "claimant_id", "id"),
    )
