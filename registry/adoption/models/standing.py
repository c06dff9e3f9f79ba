"""What a body has decided about its own landscape: its policy, what it makes of advice, that all of it is recorded."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models.adoptions import Adoption
from registry.adoption.vocabulary import UPDATE_RESPONSES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class AdoptionPolicy(Base):
    """What a city asks of what it adopts; checked when it adopts and upgrades."""

    __tablename__ = "adoption_policies"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True, autoincrement=False)
    rules: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class UpdateResponse(Base):
    """What a body has made of one piece of advice on an adoption: taken note of it, or put it off with a reason.

    `about` tells advice of one code apart: the identifier of an advisory, the number of a version.
    """

    __tablename__ = "update_responses"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"))
    code: Mapped[str] = mapped_column(String(30))
    about: Mapped[str] = mapped_column(String(129))
    response: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(2000))
    until_on: Mapped[date | None] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    adoption: Mapped[Adoption] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("adoption_id", "code", "about"),
        one_of("response", UPDATE_RESPONSES),
        CheckConstraint(
            "(response = 'snoozed') = (until_on IS NOT NULL) AND (response <> 'snoozed' OR reason IS NOT NULL)",
            name="snoozed",
        ),
    )


class LandscapeCertification(Base):
    """That a body says, for a year, that its landscape is complete: a named person, on a day.

    `reminded_on` is the day on which the body was told that the year ends.
    """

    __tablename__ = "landscape_certifications"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    certified_on: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date] = mapped_column(Date)
    certified_by: Mapped[str] = mapped_column(String(100))
    note: Mapped[str | None] = mapped_column(String(2000))
    adoptions: Mapped[int]
    reminded_on: Mapped[date | None] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (UniqueConstraint("organisation_id", "certified_on"),)
