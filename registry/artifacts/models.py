"""Bytes by their content, and the artifacts of versions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.artifacts.vocabulary import ROLES, SCANS
from registry.catalogue.models import ComponentVersion
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id


class Blob(Base):
    """Bytes that are in the storage, named by their SHA-256 in hexadecimal digits. Several artifacts may share them.

    Bytes that the law removed leave their row with the reason and the law: the same content is not taken again.
    """

    __tablename__ = "blobs"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    scan: Mapped[str] = mapped_column(String(20), default="unscanned")
    scan_report: Mapped[str | None] = mapped_column(String(2000))
    scanned_at: Mapped[datetime | None] = mapped_column(Instant)
    stored_at: Mapped[datetime] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    removal_reason: Mapped[str | None] = mapped_column(String(2000))
    removal_basis: Mapped[str | None] = mapped_column(String(500))

    __table_args__ = (
        one_of("scan", SCANS),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("(removed_at IS NULL) = (removal_reason IS NULL)", name="removal"),
    )


class Artifact(Base):
    """A named part of a version: a file kept here, or a reference to one kept elsewhere. Its name is never free again.

    `digest` is the SHA-256 of the bytes in hexadecimal digits. A reference has a `location` and no blob. `manifest` is
    the number of the manifest that first lists it. `filename_key` is the name as names are compared.
    """

    __tablename__ = "artifacts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    version_id: Mapped[int] = mapped_column(ForeignKey("component_versions.id"))
    filename: Mapped[str] = mapped_column(String(200))
    filename_key: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    blob_digest: Mapped[str | None] = mapped_column(ForeignKey("blobs.digest"), index=True)
    location: Mapped[str | None] = mapped_column(String(1000))
    manifest: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    removal_reason: Mapped[str | None] = mapped_column(String(2000))
    removal_basis: Mapped[str | None] = mapped_column(String(500))
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    version: Mapped[ComponentVersion] = relationship(lazy="raise")
    blob: Mapped[Blob | None] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("version_id", "filename_key"),
        one_of("role", ROLES),
        Index("ix_artifacts_digest", "digest"),
        CheckConstraint("(blob_digest IS NULL) = (location IS NOT NULL)", name="kept_or_referenced"),
        CheckConstraint("blob_digest IS NULL OR (blob_digest = digest AND size IS NOT NULL)", name="blob"),
        CheckConstraint("(removed_at IS NULL) = (removal_reason IS NULL)", name="removal"),
    )


class StorageUse(Base):
    """How many bytes of artifacts an organisation has put here, kept with each addition: its quota is held to this."""

    __tablename__ = "storage_uses"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True, autoincrement=False)
    bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    files: Mapped[int] = mapped_column(default=0)

    __table_args__ = (CheckConstraint("bytes >= 0 AND files >= 0", name="use"),)
