"""A request repeated with its Idempotency-Key has one effect and one answer."""

import hashlib
import re
from datetime import timedelta
from typing import Final

from flask import Response, g, request
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.web.errors import (
    IdempotencyKeyInvalid,
    IdempotencyKeyReused,
    RequestRunning,
    SecretAlreadyShown,
)
from registry.web.models import KeptAnswer

KEPT_HOURS: Final = 24
_KEPT_HEADERS: Final = ("Content-Type", "Location", "ETag")
_KEY = re.compile(r"[\x21-\x7e]{1,255}\Z")


def key_of_request() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if request.method != "POST" or key is None:
        return None
    if not _KEY.match(key):
        raise IdempotencyKeyInvalid()
    return key


def earlier_answer(session: Session, actor: Actor, key: str) -> Response | None:
    """The answer given before to this very request; None when it is new.

    Raises IdempotencyKeyReused for the same key with another request, RequestRunning while the first is still at work,
    SecretAlreadyShown when the first answer held a secret.
    """
    _claim(session, f"{actor.key} {key}")
    kept = session.scalar(select(KeptAnswer).where(KeptAnswer.caller == actor.key, KeptAnswer.key == key))
    if kept is not None and kept.expires_at <= now_of(session):
        session.execute(delete(KeptAnswer).where(KeptAnswer.expires_at <= now_of(session)))
        session.expunge(kept)
        kept = None
    if kept is None:
        return None
    if kept.request_digest != _digest_of_request():
        raise IdempotencyKeyReused()
    if kept.showed_secret:
        raise SecretAlreadyShown()
    response = Response(kept.body, kept.status, headers=kept.headers)
    response.headers["Idempotency-Replayed"] = "true"
    return response


def keep_answer(session: Session, actor: Actor, key: str, response: Response) -> None:
    """Keep an answer beside its effect; called only for answers below 400."""
    secret = g.get("shows_secret", False)
    session.add(
        KeptAnswer(
            caller=actor.key,
            key=key,
            request_digest=_digest_of_request(),
            status=response.status_code,
            headers={name: value for name in _KEPT_HEADERS if (value := response.headers.get(name))},
            body=b"" if secret else response.get_data(),
            showed_secret=secret,
            expires_at=now_of(session) + timedelta(hours=KEPT_HOURS),
        )
    )


def _claim(session: Session, claim: str) -> None:
    """Only one request with a key works at a time. On SQLite the writer lock sees to that."""
    if session.get_bind().dialect.name != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(claim.encode()).digest()[:8], signed=True)
    if not session.scalar(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": number}):
        raise RequestRunning()


def _digest_of_request() -> bytes:
    parts = (request.method, request.full_path, request.mimetype)
    digest = hashlib.sha256("\n".join(parts).encode())
    digest.update(request.get_data())
    return digest.digest()
