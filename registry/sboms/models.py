"""Bills of materials, and the packages they list."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.artifacts.models import Artifact
from registry.catalogue.models import ComponentVersion
from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id


def _key(length: int) -> String:
    """A text that is compared byte by byte on both engines, so that one index serves what begins alike, too."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Sbom(Base):
    """A CycloneDX document of a version. Its bytes are an artifact of the version, with the role `sbom`.

    `license` is the component's at the moment its packages' licences were held against it, `conflicts` what was found.
    """

    __tablename__ = "sboms"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    version_id: Mapped[int] = mapped_column(ForeignKey("component_versions.id"), index=True)
    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts.id"), unique=True)
    spec_version: Mapped[str] = mapped_column(String(10))
    serial_number: Mapped[str | None] = mapped_column(String(60))
    packages: Mapped[int] = mapped_column(default=0)
    license: Mapped[str] = mapped_column(String(200))
    conflicts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(Instant)

    version: Mapped[ComponentVersion] = relationship(lazy="raise")
    artifact: Mapped[Artifact] = relationship(lazy="raise")


class SbomPackage(Base):
    """A package that a bill of materials lists.

    The keys are what it is found by: group and name in small letters, the number as it stands or empty, and the
    licences between bars (`|mit|apache-2.0|`).
    """

    __tablename__ = "sbom_packages"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sbom_id: Mapped[int] = mapped_column(ForeignKey("sboms.id"))
    kind: Mapped[str] = mapped_column(String(40))
    group: Mapped[str | None] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(300))
    number: Mapped[str | None] = mapped_column(String(200))
    purl: Mapped[str | None] = mapped_column(_key(1000))
    licenses: Mapped[list[str]] = mapped_column(JSON, default=list)
    group_key: Mapped[str | None] = mapped_column(_key(300))
    name_key: Mapped[str] = mapped_column(_key(300))
    number_key: Mapped[str] = mapped_column(_key(200))
    license_keys: Mapped[str] = mapped_column(String(2000))

    sbom: Mapped[Sbom] = relationship(lazy="raise")

    __table_args__ = (
        Index("ix_sbom_packages_sbom_id_id", "sbom_id", "id"),
        Index("ix_sbom_packages_name_key_number_key_id", "name_key", "number_key", "id"),
        Index("ix_sbom_packages_group_key_id", "group_key", "id"),
        Index("ix_sbom_packages_purl_id", "purl", "id"),
    )


class SbomLicense(Base):
    """Which licences a bill of materials names, and how many of its packages bear each: for searching by licence."""

    __tablename__ = "sbom_licenses"

    sbom_id: Mapped[int] = mapped_column(ForeignKey("sboms.id"), primary_key=True, autoincrement=False)
    license_key: Mapped[str] = mapped_column(_key(200), primary_key=True, index=True)
    packages: Mapped[int]
