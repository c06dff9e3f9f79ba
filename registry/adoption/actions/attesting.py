"""Signs of life: keys and nonces for deployments that sign, and statements of named people."""

import hashlib
import secrets
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.stepping import changed, known_version, require_holder, take_step, tell, tell_step
from registry.adoption.attestation_keys import is_signed, key_of
from registry.adoption.confirming import NothingRuns
from registry.adoption.liveness import (
    OPEN_NONCES,
    KeyMissing,
    SignatureRefused,
    TooManyNonces,
    alive_until,
    is_in_time,
    is_signed_in_time,
    lapsed_when_attested_by,
    nonce_lasts,
    signed_message,
)
from registry.adoption.models import Adoption, Attestation, AttestationKey, AttestationNonce
from registry.adoption.queries.liveness import count_open_nonces, find_nonce, key_in_force, list_keys, list_wearing_off
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import ComponentVersion
from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI, now_of, today_of
from registry.kit.sweeping import SWEEPER

REPORTED: Final = "存活证明所报在用版本 · The version that an attestation reported"
"""The note of a step that an attestation brings about."""


class Challenge(NamedTuple):
    """A nonce as it is given out, until when it may be answered, and the number of the key to sign with."""

    nonce: str
    expires_at: datetime
    key_number: int


def renew_key(session: Session, actor: Actor, *, adoption_id: UUID, secret: str) -> tuple[AttestationKey, bytes]:
    """A new key for a deployment to sign with; the one before is revoked. It is shown this once."""
    adoption = _held_by(session, actor, adoption_id)
    keys, now = list_keys(session, adoption.id), now_of(session)
    for earlier in keys:
        earlier.revoked_at = earlier.revoked_at or now
    key = AttestationKey(
        adoption_id=adoption.id,
        number=len(keys) + 1,
        created_at=now,
        created_by=actor.organisation or actor.key,
    )
    session.add(key)
    changed(session, actor, adoption, "adoption.keyed", {"number": key.number}, among_parties=True)
    return key, key_of(secret, adoption.public_id, key.number)


def give_nonce(session: Session, actor: Actor, *, adoption_id: UUID, offline: bool = False) -> Challenge:
    """A nonce to sign: good for one answer, for 15 minutes, or for 30 days where it is carried to the deployment.

    It changes nothing that the log tells of. Raises KeyMissing, TooManyNonces.
    """
    adoption = _held_by(session, actor, adoption_id)
    key = key_in_force(session, adoption.id)
    if key is None:
        raise KeyMissing(adoption=adoption.public_id)
    now = now_of(session)
    if count_open_nonces(session, adoption.id, now) >= OPEN_NONCES:
        raise TooManyNonces(limit=OPEN_NONCES)
    nonce, expires_at = secrets.token_hex(32), now + nonce_lasts(offline=offline)
    session.add(AttestationNonce(digest=_digest(nonce), adoption_id=adoption.id, issued_at=now, expires_at=expires_at))
    session.flush()
    return Challenge(nonce, expires_at, key.number)


def attest_by_signature(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    secret: str,
    nonce: str,
    signature: str,
    version: str | None = None,
    usage: str | None = None,
    signed_at: datetime | None = None,
) -> Attestation:
    """Take a deployment's signed answer to a nonce; with `signed_at` it was carried here as a file.

    Raises NothingRuns, and SignatureRefused whatever is wrong with the answer.
    """
    adoption = _running(session, actor, adoption_id)
    _use_nonce(session, adoption, secret, nonce, signature, signed_message(nonce, version, usage), signed_at)
    if signed_at is None:
        return _attest(session, actor, adoption, "signed", version, today_of(session), usage=usage)
    day = signed_at.astimezone(SHANGHAI).date()
    return _attest(session, actor, adoption, "signed_file", version, day, usage=usage)


def attest_by_statement(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    statement: str,
    stated_by: str,
    version: str | None = None,
) -> Attestation:
    """Take a named person's word that it runs: weaker than a signature, it keeps alive and proves nothing."""
    adoption = _running(session, actor, adoption_id)
    said = {"statement": statement, "stated_by": stated_by}
    return _attest(session, actor, adoption, "statement", version, today_of(session), **said)


def remind(session: Session, limit: int) -> int:
    """Tell once that a sign of life is due, and once that the last one has worn off; how often, `limit` at most."""
    today = today_of(session)
    adoptions = list_wearing_off(session, today, limit)
    for adoption in adoptions:
        attested_on = adoption.attested_on or today
        lapsed = attested_on <= lapsed_when_attested_by(today)
        adoption.reminded_on = today
        facts = {"attested_on": attested_on.isoformat(), "alive_until": alive_until(attested_on).isoformat()}
        kind = "adoption.lapsed" if lapsed else "adoption.attestation_due"
        tell(session, SWEEPER, adoption, kind, facts, among_parties=not lapsed)
    session.flush()
    return len(adoptions)


def purge_nonces(session: Session, limit: int) -> int:
    """Forget nonces that nobody can answer any more, used or not; how many, `limit` at most."""
    expired = select(AttestationNonce.digest).where(AttestationNonce.expires_at <= now_of(session)).limit(limit)
    digests = session.scalars(expired).all()
    session.execute(delete(AttestationNonce).where(AttestationNonce.digest.in_(digests)))
    return len(digests)


def _held_by(session: Session, actor: Actor, adoption_id: UUID) -> Adoption:
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    return adoption


def _running(session: Session, actor: Actor, adoption_id: UUID) -> Adoption:
    adoption = _held_by(session, actor, adoption_id)
    if adoption.stage not in RUNNING:
        raise NothingRuns(stage=adoption.stage, needed=", ".join(RUNNING))
    return adoption


def _use_nonce(
    session: Session,
    adoption: Adoption,
    secret: str,
    nonce: str,
    signature: str,
    message: bytes,
    signed_at: datetime | None,
) -> None:
    found, key = find_nonce(session, adoption.id, _digest(nonce)), key_in_force(session, adoption.id)
    now = now_of(session)
    if found is None or key is None:
        raise SignatureRefused()
    in_time = is_in_time(issued_at=found.issued_at, expires_at=found.expires_at, used_at=found.used_at, now=now)
    if signed_at is not None:
        in_time = in_time and is_signed_in_time(signed_at, issued_at=found.issued_at, now=now)
    if not is_signed(key_of(secret, adoption.public_id, key.number), message, signature) or not in_time:
        raise SignatureRefused()
    found.used_at = now


def _attest(
    session: Session,
    actor: Actor,
    adoption: Adoption,
    method: str,
    version: str | None,
    on: date,
    **said: str | None,
) -> Attestation:
    runs = known_version(session, adoption.component, version) if version else None
    if runs is not None and runs is not adoption.version:
        _bring_to(session, actor, adoption, runs, on)
    attestation = Attestation(
        adoption_id=adoption.id,
        method=method,
        on=on,
        recorded_at=now_of(session),
        recorded_by=actor.organisation or actor.key,
        **said,
    )
    attestation.version = runs
    session.add(attestation)
    adoption.attested_on, adoption.reminded_on = max(on, adoption.attested_on or on), None
    facts: dict[str, Any] = {"method": method, "on": on.isoformat(), "version": runs.number if runs else None}
    changed(session, actor, adoption, "adoption.attested", facts)
    return attestation


def _bring_to(session: Session, actor: Actor, adoption: Adoption, runs: ComponentVersion, on: date) -> None:
    """Record that another version runs. This is a fact that was found, not a wish: it may be yanked, and what the body
    asks of the versions it takes into use is not asked again.
    """
    adoption.version, adoption.stage_since = runs, max(on, adoption.stage_since)
    attested_on = adoption.attested_on
    take_step(session, actor, adoption, note=REPORTED, evidence=())
    adoption.attested_on = attested_on
    tell_step(session, actor, adoption, "adoption.upgraded", before=adoption.stage)


def _digest(nonce: str) -> bytes:
    return hashlib.sha256(nonce.encode()).digest()
