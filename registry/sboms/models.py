"""Bills of materials, and the packages they list."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.artifacts.models import Artifact
from registry.catalogue.models import ComponentVersion
from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id


class Sbom(Base):
    """A CycloneDX document of a version. Its bytes are an artifact of the version, with the role `sbom`."""

    __tablename__ = "sboms"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    version_id: Mapped[int] = mapped_column(ForeignKey("component_versions.id"), index=True)
    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts.id"), unique=True)
    spec_version: Mapped[str] = mapped_column(String(10))
    serial_number: Mapped[str | None] = mapped_column(String(60))
    packages: Mapped[int] = mapped_column(default=0)
    conflicts: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(Instant)

    version: Mapped[ComponentVersion] = relationship(lazy="raise")
    artifact: Mapped[Artifact] = relationship(lazy="raise")


class SbomPackage(Base):
    """A package that a bill of materials lists. `name_key` is its name as names are searched, `bom_ref` its own id."""

    __tablename__ = "sbom_packages"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sbom_id: Mapped[int] = mapped_column(ForeignKey("sboms.id"))
    bom_ref: Mapped[str] = mapped_column(String(500))
    kind: Mapped[str] = mapped_column(String(40))
    group: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(100))
    purl: Mapped[str | None] = mapped_column(String(500))
    licenses: Mapped[list[str]] = mapped_column(JSON, default=list)

    sbom: Mapped[Sbom] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("sbom_id", "bom_ref"),
        Index("ix_sbom_packages_name_key_number", "name_key", "number"),
        Index("ix_sbom_packages_purl", "purl"),
    )


class SbomLicense(Base):
    """Which licences a bill of materials names, and how many of its packages bear each: for searching by licence."""

    __tablename__ = "sbom_licenses"

    sbom_id: Mapped[int] = mapped_column(ForeignKey("sboms.id"), primary_key=True, autoincrement=False)
    license_key: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)
    packages: Mapped[int]
