"""Changes to the keys of organisations."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import format_instant, now_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import find_organisation, get_in_force, get_organisation
from registry.signing import queries
from registry.signing.algorithms import ED25519, KeyUnreadable, read_base64
from registry.signing.errors import KeyRevoked, KeyTaken, TooManyKeys
from registry.signing.models import SigningKey
from registry.signing.vocabulary import MAX_ACTIVE_KEYS

LONGEST: Final = timedelta(days=3660)


def fingerprint_of(public_key: bytes) -> str:
    """The SHA-256 of the bytes of a key, in hexadecimal digits."""
    return hashlib.sha256(public_key).hexdigest()


def challenge(organisation: str, fingerprint: str) -> bytes:
    """What the holder of a key signs to show that it is theirs: it names whose key it becomes, and the key."""
    return f"shared-component-registry key {organisation} {fingerprint}".encode("ascii")


def add_key(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    public_key: str,
    proof: str,
    label: str = "",
    expires_at: datetime | None = None,
) -> SigningKey:
    """Register a public key of an organisation, which signs from now on.

    Raises PayloadInvalid for what is no sound key, for a proof that is not the holder's and for a time that will not
    do, KeyTaken, TooManyKeys.
    """
    owner = get_in_force(session, organisation)
    actor.require("organisation:manage", owner.id)
    key = _readable_key(public_key)
    fingerprint = fingerprint_of(key)
    _check_proof(owner.slug, key, fingerprint, proof)
    _check_expiry(session, expires_at)
    # One at a time for each organisation, so that the bound holds.
    find_organisation(session, owner.slug, for_change=True)
    if queries.count_active_keys(session, owner.id) >= MAX_ACTIVE_KEYS:
        raise TooManyKeys(limit=MAX_ACTIVE_KEYS)
    added = SigningKey(
        organisation_id=owner.id,
        label=label,
        public_key=key,
        fingerprint=fingerprint,
        created_at=now_of(session),
        expires_at=expires_at,
    )
    session.add(added)
    try:
        session.flush()
    except IntegrityError as error:
        raise KeyTaken(fingerprint=fingerprint) from error
    _record(session, actor, owner, added, "key.added", label=label)
    return added


def retire_key(session: Session, actor: Actor, *, organisation: str, fingerprint: str) -> SigningKey:
    """Let a key sign nothing more. What it signed stays good. Does nothing when it is retired; raises KeyRevoked."""
    owner, key = _own_key(session, actor, organisation, fingerprint)
    if key.revoked_at is not None:
        raise KeyRevoked(fingerprint=fingerprint)
    if key.retired_at is None:
        key.retired_at = now_of(session)
        _record(session, actor, owner, key, "key.retired")
    return key


def withdraw_retirement(session: Session, actor: Actor, *, organisation: str, fingerprint: str) -> SigningKey:
    """Let a retired key sign again; does nothing when it is not retired. Raises KeyRevoked, TooManyKeys."""
    owner, key = _own_key(session, actor, organisation, fingerprint)
    if key.revoked_at is not None:
        raise KeyRevoked(fingerprint=fingerprint)
    if key.retired_at is not None:
        find_organisation(session, owner.slug, for_change=True)
        if queries.count_active_keys(session, owner.id) >= MAX_ACTIVE_KEYS:
            raise TooManyKeys(limit=MAX_ACTIVE_KEYS)
        key.retired_at = None
        _record(session, actor, owner, key, "key.retirement_withdrawn")
    return key


def revoke_key(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    fingerprint: str,
    reason: str,
    compromised_at: datetime | None = None,
) -> SigningKey:
    """Say that a key cannot be trusted since a moment (since ever unless said): what it signed from then on is void.

    It is for good. Saying it again moves the moment back, never forth; raises KeyRevoked for that, and PayloadInvalid
    for a moment that has not come.
    """
    owner, key = _own_key(session, actor, organisation, fingerprint)
    now = now_of(session)
    since = compromised_at or key.created_at
    if since > now:
        raise PayloadInvalid.of("/compromised_at", "不能晚于现在。", "Must not lie in the future.")
    if key.compromised_at is not None and since >= key.compromised_at:
        raise KeyRevoked(fingerprint=fingerprint)
    key.revoked_at = key.revoked_at or now
    key.compromised_at, key.revocation_reason = since, reason
    _record(session, actor, owner, key, "key.revoked", reason=reason, compromised_at=format_instant(since))
    return key


def _own_key(session: Session, actor: Actor, slug: str, fingerprint: str) -> tuple[Organisation, SigningKey]:
    """A key of an organisation, also of one that has merged: whoever acts for it may end its keys."""
    owner = get_organisation(session, slug)
    actor.require("organisation:manage", owner.id)
    return owner, queries.get_key(session, owner, fingerprint, for_change=True)


def _readable_key(text: str) -> bytes:
    try:
        key = ED25519.read_public_key(text)
    except KeyUnreadable as error:
        if error.is_private:
            raise PayloadInvalid.of(
                "/public_key",
                "这是私钥。私钥绝不应离开其持有人：此密钥已不可再用，请另行生成，只发送公钥。",
                "This is a private key. It must never leave its holder: do not use it any more, make a new one and "
                "send its public key only.",
            ) from error
        raise PayloadInvalid.of(
            "/public_key",
            "须为 Ed25519 公钥：32 字节的 base64，或 PEM（-----BEGIN PUBLIC KEY-----）。",
            "Must be an Ed25519 public key: 32 bytes in base64, or PEM (-----BEGIN PUBLIC KEY-----).",
        ) from error
    if not ED25519.is_sound(key):
        raise PayloadInvalid.of(
            "/public_key",
            "此公钥不安全：它不是曲线素数阶子群中的点，任何人都可能伪造其签名。",
            "This key is weak: it is no point of the curve's prime-order subgroup, so others could sign in its name.",
        )
    return key


def _check_proof(slug: str, key: bytes, fingerprint: str, proof: str) -> None:
    signed = read_base64(proof)
    if signed is None or not ED25519.verifies(key, challenge(slug, fingerprint), signed):
        asked = challenge(slug, fingerprint).decode()
        raise PayloadInvalid.of(
            "/proof",
            f"须为此密钥对文本“{asked}”（无换行）的签名，以 base64 表示。",
            f"Must be this key's signature over the text '{asked}' (no line end), in base64.",
        )


def _check_expiry(session: Session, expires_at: datetime | None) -> None:
    now = now_of(session)
    if expires_at is not None and not now < expires_at <= now + LONGEST:
        raise PayloadInvalid.of("/expires_at", "须在今后十年之内。", "Must lie ahead, by ten years at most.")


def _record(session: Session, actor: Actor, owner: Organisation, key: SigningKey, event: str, **data: Any) -> None:
    record(
        session,
        actor,
        type=event,
        subject=f"{owner.slug}/keys/{key.fingerprint}",
        organisation_id=owner.id,
        data={"organisation": owner.slug, "key": key.fingerprint, **data},
    )
