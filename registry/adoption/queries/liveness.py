"""Keys, nonces and signs of life; whose sign of life is due."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Text, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.liveness import LASTS_DAYS, due_when_attested_by, lapsed_when_attested_by
from registry.adoption.models import Adoption, Attestation, AttestationKey, AttestationNonce
from registry.adoption.queries.adoptions import whole
from registry.adoption.queries.evidence import get_evidenced
from registry.adoption.vocabulary import RUNNING
from registry.kit.actor import Actor
from registry.kit.paging import Page, page_of


def list_keys(session: Session, adoption_id: int) -> list[AttestationKey]:
    """All keys of an adoption, also the revoked ones, by number."""
    query = select(AttestationKey).where(AttestationKey.adoption_id == adoption_id)
    return list(session.scalars(query.order_by(AttestationKey.number)))


def key_in_force(session: Session, adoption_id: int) -> AttestationKey | None:
    """The key by which an adoption's deployment signs now."""
    query = select(AttestationKey).where(AttestationKey.adoption_id == adoption_id, AttestationKey.revoked_at.is_(None))
    return session.scalar(query.order_by(AttestationKey.number.desc()).limit(1))


def find_nonce(session: Session, adoption_id: int, digest: bytes) -> AttestationNonce | None:
    """A nonce that was given to this adoption, locked: of two answers to it one comes second."""
    query = select(AttestationNonce).where(
        AttestationNonce.digest == digest, AttestationNonce.adoption_id == adoption_id
    )
    return session.scalar(query.with_for_update())


def count_open_nonces(session: Session, adoption_id: int, now: datetime) -> int:
    query = select(func.count()).where(
        AttestationNonce.adoption_id == adoption_id,
        AttestationNonce.used_at.is_(None),
        AttestationNonce.expires_at > now,
    )
    return session.scalar(query) or 0


def list_attestations(
    session: Session, actor: Actor, adoption_id: UUID, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[Attestation]:
    """The signs of life of an adoption, the newest first, for those who see its evidence: they may name a person."""
    adoption = get_evidenced(session, actor, adoption_id)
    query = select(Attestation).where(Attestation.adoption_id == adoption.id).order_by(Attestation.id.desc())
    if after:
        query = query.where(Attestation.id < after[0])
    rows = list(session.scalars(query.options(joinedload(Attestation.version)).limit(limit + 1)))
    return page_of(rows, limit, key=lambda row: (row.id,))


def list_wearing_off(session: Session, today: date, limit: int) -> list[Adoption]:
    """Running adoptions of which is to be told that a sign of life is due, or that the last one has worn off; locked.

    `reminded_on` says what was told since the last sign of life: nothing, that one is due, or, from the day on which it
    wore off, that too.
    """
    lapsed = and_(Adoption.attested_on <= lapsed_when_attested_by(today), Adoption.reminded_on < _worn_off_on(session))
    query = (
        select(Adoption)
        .where(
            Adoption.stage.in_(RUNNING),
            Adoption.attested_on <= due_when_attested_by(today),
            or_(Adoption.reminded_on.is_(None), lapsed),
        )
        .order_by(Adoption.attested_on, Adoption.id)
        .limit(limit)
        .with_for_update(of=Adoption, skip_locked=True)
    )
    return list(session.scalars(whole(query)))


def _worn_off_on(session: Session) -> ColumnElement[Any]:
    """The day on which the last sign of life wears off, in the words of the database at hand."""
    if session.get_bind().dialect.name == "postgresql":
        return Adoption.attested_on.op("+")(literal(LASTS_DAYS, Integer))
    return func.date(cast(Adoption.attested_on, Text), f"+{LASTS_DAYS} days")
