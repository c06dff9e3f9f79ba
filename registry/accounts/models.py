"""People, their memberships, and tokens."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.accounts.roles import ROLES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.kit.validity import Dated
from registry.organisations.models import Organisation


class Person(Base):
    """Somebody who acts for organisations. No more is kept than a name to address and a login."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    login: Mapped[str] = mapped_column(String(64))
    display_name: Mapped[str] = mapped_column(String(100))
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("login"),)


class Membership(Dated, Base):
    """A person's role in an organisation, over time."""

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="raise")

    __table_args__ = (
        one_of("role", ROLES),
        Index("ix_memberships_person_id_organisation_id", "person_id", "organisation_id"),
    )


class Token(Base):
    """A secret that acts for one organisation. Only its SHA-256 is kept.

    `maker_id` is the person whose present role bounds it; a token issued at the console has none and is bounded by what
    the kind of its organisation may hold. `origin` is what an identity provider said of the machine it was made for,
    and `stages_only` that what this machine publishes waits for a person.
    """

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    label: Mapped[str] = mapped_column(String(100), default="")
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    stages_only: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (UniqueConstraint("digest"),)


class BrowserSession(Base):
    """Somebody signed in with a browser: stands for a token, and ends with it. Only its digest is kept."""

    __tablename__ = "browser_sessions"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    token_id: Mapped[int] = mapped_column(ForeignKey("tokens.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)

    token: Mapped[Token] = relationship(lazy="raise")
