"""What administrators decide about search, and the searches that found nothing."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id

MISS_STATUSES: Final = ("open", "answered", "ignored")


class SearchSettings(Base):
    """The one row of what may be adjusted. `revision` grows with every change to weights, synonyms or dictionary.

    `dictionary_revision` grows with the dictionary only: components are cut when they are indexed, so that a change of
    it has the index fed anew.
    """

    __tablename__ = "search_settings"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    weights: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    revision: Mapped[int] = mapped_column(default=1)
    dictionary_revision: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (CheckConstraint("id = 1", name="single"),)


class SynonymSet(Base):
    """Words that mean the same to whoever searches."""

    __tablename__ = "synonym_sets"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    words: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(String(500))
    is_shipped: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    etag: Mapped[str] = mapped_column(String(40), default="")


class DictionaryWord(Base):
    """A name that is never cut apart, such as 一网通办."""

    __tablename__ = "dictionary_words"

    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    is_shipped: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)


class SearchMiss(Base):
    """Words that found nothing, and how often: what the catalogue lacks, or how people call what it has."""

    __tablename__ = "search_misses"

    words: Mapped[str] = mapped_column(String(100), primary_key=True)
    searches: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(String(20), default="open")
    answer: Mapped[str | None] = mapped_column(String(129))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))

    __table_args__ = (one_of("status", MISS_STATUSES), Index("ix_search_misses_status_searches", "status", "searches"))
