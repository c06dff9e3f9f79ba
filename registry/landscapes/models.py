"""Imports of landscapes, and the rows that could not be taken."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.artifacts.models import Blob
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.landscapes.vocabulary import IMPORT_STATUSES, ROW_OUTCOMES
from registry.organisations.models import Organisation


class LandscapeImport(Base):
    """One file of what runs where, brought in by a body. `done` of `total` rows are through; a dry run changes nothing.

    `actor` is what the import needs to go on with the rights of whoever began it, in whichever process.
    """

    __tablename__ = "landscape_imports"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    filename: Mapped[str] = mapped_column(String(200))
    format: Mapped[str] = mapped_column(String(10))
    encoding: Mapped[str | None] = mapped_column(String(20))
    blob_digest: Mapped[str] = mapped_column(ForeignKey("blobs.digest"), index=True)
    is_dry_run: Mapped[bool] = mapped_column(Boolean)
    status: Mapped[str] = mapped_column(String(20), default="waiting")
    total: Mapped[int | None]
    done: Mapped[int] = mapped_column(default=0)
    begun: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    dirty: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str | None] = mapped_column(String(500))
    actor: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    blob: Mapped[Blob] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", IMPORT_STATUSES),
        Index("ix_landscape_imports_organisation_id_id", "organisation_id", "id"),
        Index("ix_landscape_imports_status_id", "status", "id"),
    )


class LandscapeRow(Base):
    """A row that could not be taken: kept as it came, with what is the matter, until it is mended or dropped."""

    __tablename__ = "landscape_rows"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("landscape_imports.id"))
    line: Mapped[int] = mapped_column(BigInteger)
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)
    diagnostics: Mapped[list[Any]] = mapped_column(JSON)
    outcome: Mapped[str] = mapped_column(String(20), default="dirty")

    __table_args__ = (one_of("outcome", ROW_OUTCOMES), UniqueConstraint("import_id", "line"))
