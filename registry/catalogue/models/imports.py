"""Files imported as publiccode.yml."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id


class PubliccodeFile(Base):
    """A publiccode.yml as it came, with what was found wrong: kept also when nothing could be made of it."""

    __tablename__ = "publiccode_files"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    publisher_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    component_id: Mapped[int | None] = mapped_column(ForeignKey("components.id"))
    url: Mapped[str | None] = mapped_column(String(500))
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    verdict: Mapped[str] = mapped_column(String(30))
    diagnostics: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    extras: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    imported_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        Index("ix_publiccode_files_component_id_id", "component_id", "id"),
        Index("ix_publiccode_files_publisher_id_url", "publisher_id", "url"),
    )
