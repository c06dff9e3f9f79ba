"""Who is trusted to publish without a stored secret, and releases that wait for a person."""

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
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.artifacts.models import Blob
from registry.artifacts.vocabulary import ROLES
from registry.catalogue.models import Component, ComponentVersion
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.publishing.vocabulary import STAGES


class IdentityProvider(Base):
    """An OpenID provider whose statements about machines are believed: entered by platform administrators only."""

    __tablename__ = "identity_providers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    issuer: Mapped[str] = mapped_column(String(300), unique=True)
    label: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)


class TrustedPublisher(Base):
    """A machine that may publish for an organisation: it is known by what its provider says of it.

    `claims` are those an identity token must bear, each exactly; `components` is a pattern of names as in a narrowed
    scope.
    """

    __tablename__ = "trusted_publishers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("identity_providers.id"), index=True)
    label: Mapped[str] = mapped_column(String(100), default="")
    claims: Mapped[dict[str, str]] = mapped_column(JSON)
    components: Mapped[str] = mapped_column(String(64), default="*")
    stages_only: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    provider: Mapped[IdentityProvider] = relationship(lazy="raise")


class UsedAssertion(Base):
    """An identity token that was exchanged: by the digest of its issuer and `jti`. Once is all it is good for."""

    __tablename__ = "used_assertions"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class StagedVersion(Base):
    """A version that is ready and not published: `payload` is what will be, `origin` who says they made it."""

    __tablename__ = "staged_versions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"))
    number: Mapped[str] = mapped_column(String(64))
    sort_key: Mapped[bytes] = mapped_column(LargeBinary(255))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    origin: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    status: Mapped[str] = mapped_column(String(20), default="staged")
    staged_by: Mapped[str] = mapped_column(String(64))
    staged_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(String(64))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    reasons: Mapped[str | None] = mapped_column(String(2000))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"), index=True)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    component: Mapped[Component] = relationship(lazy="raise")
    version: Mapped[ComponentVersion | None] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", STAGES),
        Index("ix_staged_versions_component_id_status", "component_id", "status"),
        Index(
            "uq_staged_versions_waiting",
            "component_id",
            "sort_key",
            unique=True,
            sqlite_where=text("status = 'staged'"),
            postgresql_where=text("status = 'staged'"),
        ),
        CheckConstraint("(status = 'approved') = (version_id IS NOT NULL)", name="approved"),
    )


class StagedArtifact(Base):
    """A file that waits with its staged version."""

    __tablename__ = "staged_artifacts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    staged_id: Mapped[int] = mapped_column(ForeignKey("staged_versions.id"))
    filename: Mapped[str] = mapped_column(String(200))
    filename_key: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    blob_digest: Mapped[str] = mapped_column(ForeignKey("blobs.digest"), index=True)

    blob: Mapped[Blob] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("staged_id", "filename_key"),
        one_of("role", ROLES),
    )


class Origin(Base):
    """Where a version came from when a machine published it: what its identity provider said, kept with the version."""

    __tablename__ = "version_origins"

    version_id: Mapped[int] = mapped_column(ForeignKey("component_versions.id"), primary_key=True, autoincrement=False)
    issuer: Mapped[str] = mapped_column(String(300))
    claims: Mapped[dict[str, Any]] = mapped_column(JSON)
    approved_by: Mapped[str | None] = mapped_column(String(64))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
