"""Components, their versions, and what versions require."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from registry.catalogue.vocabulary import STATUSES, YANK_REASONS
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Component(Base):
    """A component of a publisher. Its name is never free again, also after removal.

    `details` is the description in the names of the wire; `document` the resource as it is sent out, with its tag.
    What others move (adopters) is counted in `component_counts`, beside the document. `prepared_by_id` is the entity
    that writes the draft for its owner, `entered_by_id` who entered a component that its owner has not taken over yet.
    `is_restricted` says that only the clusters in `component_clusters` see it. `confirmed_at` is when the owner last
    said that what is listed still holds. `is_quarantined` says that security administrators hold it back.
    """

    __tablename__ = "components"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    publisher_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(String(64))
    name_skeleton: Mapped[str] = mapped_column(String(64))
    full_name: Mapped[str] = mapped_column(String(129))
    status: Mapped[str] = mapped_column(String(20), default="draft")
    is_restricted: Mapped[bool] = mapped_column(Boolean, default=False)
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    quality: Mapped[int] = mapped_column(default=0)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    based_on: Mapped[str | None] = mapped_column(String(500), index=True)
    deprecation: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    returned_reasons: Mapped[str | None] = mapped_column(String(2000))
    latest_version_id: Mapped[int | None] = mapped_column(BigInteger)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    listed_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    is_unconfirmed: Mapped[bool] = mapped_column(Boolean, default=False)
    is_quarantined: Mapped[bool] = mapped_column(Boolean, default=False)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    publisher: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[publisher_id])

    @validates("details")
    def _know_origin(self, _key: str, details: dict[str, Any]) -> dict[str, Any]:
        """What it is based on stands in the description, and beside it: so that its variants are found by an index."""
        self.based_on = details.get("based_on")
        return details

    __table_args__ = (
        UniqueConstraint("full_name"),
        UniqueConstraint("publisher_id", "name"),
        UniqueConstraint("publisher_id", "name_skeleton"),
        one_of("status", STATUSES),
        CheckConstraint("quality BETWEEN 0 AND 100", name="quality"),
        Index("ix_components_status_confirmed_at", "status", "confirmed_at"),
        Index(
            "ix_components_restricted",
            "id",
            sqlite_where=text("is_restricted = 1"),
            postgresql_where=text("is_restricted"),
        ),
    )


class ComponentStatus(Base):
    """That a component came into a status: what it was on any past day can be told. Never changed."""

    __tablename__ = "component_statuses"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (one_of("status", STATUSES),)


class ComponentCount(Base):
    """How much a component is reused: kept by adoption, in the transaction of each adoption's change.

    `adopters` counts cities other than the publisher's own that run it (pilot or live); `adoptions` every adoption that
    other cities ever began.
    """

    __tablename__ = "component_counts"

    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), primary_key=True, autoincrement=False)
    adopters: Mapped[int] = mapped_column(default=0)
    adoptions: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("adopters >= 0", name="adopters"),
        CheckConstraint("adoptions >= 0", name="adoptions"),
    )


class ComponentVersion(Base):
    """A published version: never changed, never published again. Only a yank is added to it, and taken back."""

    __tablename__ = "component_versions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"))
    number: Mapped[str] = mapped_column(String(64))
    label: Mapped[str | None] = mapped_column(String(200))
    sort_key: Mapped[bytes] = mapped_column(LargeBinary(255))
    is_prerelease: Mapped[bool] = mapped_column(Boolean)
    notes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    platforms: Mapped[list[str]] = mapped_column(JSON, default=list)
    platform_requirements: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    external_requirements: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    published_at: Mapped[datetime] = mapped_column(Instant)
    yanked_at: Mapped[datetime | None] = mapped_column(Instant)
    yank_reason: Mapped[str | None] = mapped_column(String(20))
    yank_message: Mapped[str | None] = mapped_column(String(2000))
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    component: Mapped[Component] = relationship(lazy="raise")
    requirements: Mapped[list["Requirement"]] = relationship(lazy="raise", order_by="Requirement.id")

    __table_args__ = (
        UniqueConstraint("component_id", "sort_key"),
        Index("ix_component_versions_component_id_number", "component_id", "number"),
        one_of("yank_reason", YANK_REASONS),
        CheckConstraint("(yanked_at IS NULL) = (yank_reason IS NULL)", name="yank"),
    )


class Requirement(Base):
    """What a version needs of another component."""

    __tablename__ = "requirements"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("component_versions.id"))
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    specifier: Mapped[str] = mapped_column(String(200))

    component: Mapped[Component] = relationship(lazy="raise")

    __table_args__ = (UniqueConstraint("version_id", "component_id"),)
