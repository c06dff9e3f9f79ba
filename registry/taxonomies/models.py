"""Taxonomies, their releases, and the concepts of each release."""

from datetime import datetime
from typing import Final

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant, one_of
from registry.organisations.models import Organisation

RELEASE_STATUSES: Final = ("draft", "current", "superseded")


class Taxonomy(Base):
    """A scheme that components are classed by: of the nation, or a province's overlay upon one of those (S1).

    `field` is the part of a component's description that holds its concepts; schemes without one are used through
    `concepts`, which names the scheme with each concept.
    """

    __tablename__ = "taxonomies"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    field: Mapped[str | None] = mapped_column(String(40))
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    source: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    base_id: Mapped[int | None] = mapped_column(ForeignKey("taxonomies.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    base: Mapped["Taxonomy | None"] = relationship(lazy="raise", remote_side=[id])
    owner: Mapped[Organisation | None] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("(base_id IS NULL) = (owner_id IS NULL)", name="overlay"),
        CheckConstraint("base_id IS NULL OR field IS NULL", name="field"),
    )


class TaxonomyRelease(Base):
    """One edition of a taxonomy; exactly one is current once any has been activated.

    `replaced` tells, of codes that the edition before had and this one lacks, which codes take their place: the first
    is where narrower concepts of overlays go. `revision` grows with each change, so that what was read can be kept;
    `sequence` counts the editions in the order they came into force.
    """

    __tablename__ = "taxonomy_releases"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    taxonomy_id: Mapped[int] = mapped_column(ForeignKey("taxonomies.id"))
    edition: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20), default="draft")
    notes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    replaced: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    revision: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Instant)
    released_at: Mapped[datetime | None] = mapped_column(Instant)

    taxonomy: Mapped[Taxonomy] = relationship(lazy="raise")
    concepts: Mapped[list["Concept"]] = relationship(lazy="raise", order_by="Concept.place")

    __table_args__ = (
        UniqueConstraint("taxonomy_id", "edition"),
        UniqueConstraint("taxonomy_id", "sequence"),
        CheckConstraint("(status = 'draft') = (sequence IS NULL)", name="sequence"),
        one_of("status", RELEASE_STATUSES),
        Index(
            "uq_taxonomy_releases_current",
            "taxonomy_id",
            unique=True,
            sqlite_where=text("status = 'current'"),
            postgresql_where=text("status = 'current'"),
        ),
    )


class Concept(Base):
    """One entry of a release. `broader` is the code above it: in its own scheme, or in the base of an overlay."""

    __tablename__ = "concepts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("taxonomy_releases.id"))
    code: Mapped[str] = mapped_column(String(64))
    group: Mapped[str] = mapped_column(String(20), default="")
    broader: Mapped[str | None] = mapped_column(String(64))
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    definition: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    examples: Mapped[list[str]] = mapped_column(JSON, default=list)
    place: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("release_id", "code"),)
