"""Sending one message to one webhook: no transaction is open meanwhile."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
import structlog

from registry.kit.calling_out import Asked, NotCalled, Outside
from registry.kit.clock import format_instant
from registry.kit.errors import PayloadInvalid
from registry.webhooks.addresses import read_address
from registry.webhooks.signing import key_of, signatures

log = structlog.get_logger("registry.webhooks")

SECONDS: Final = 15.0
"""For one attempt, from the look-up of the name to the answer."""

ANSWER_BYTES: Final = 4 * 1024
ANSWER_SECONDS: Final = 2.0
"""For the body of an answer, which says nothing to us: its status has come already."""

CONTENT_TYPE: Final = "application/cloudevents+json"
USER_AGENT: Final = "shared-component-registry"


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be sent, and where. `stretch` is the replay it belongs to; `numbers` are those of the keys to sign by.

    `claimed_until` tells the claim under which it is sent from any other.
    """

    webhook: int
    public_id: UUID
    url: str
    numbers: tuple[int, ...]
    kind: str
    event_id: UUID
    position: int | None
    body: bytes
    attempt: int
    claimed_until: datetime | None = None
    stretch: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of it: `answered` is the status, if there was an answer, `failure` why it was none that counts."""

    outcome: str
    took_ms: int
    answered: int | None = None
    failure: str | None = None


def send(errand: Errand, outside: Outside, *, secret: str, own: str | None, now: datetime) -> Attempt:
    """Make one attempt; whatever the other side does, this ends within SECONDS and raises nothing of it."""
    began = time.monotonic()

    def took() -> int:
        return round((time.monotonic() - began) * 1000)

    try:
        # What may be called can have changed since the address was entered.
        place = read_address(errand.url, loopback=outside.loopback, own=own)
        asked = Asked("POST", place.url, _headers(errand, secret, now), errand.body)
        answer = outside.call(asked, seconds=SECONDS, most=ANSWER_BYTES, body_seconds=ANSWER_SECONDS)
    except PayloadInvalid:
        return Attempt("refused", took(), failure="not_allowed")
    except NotCalled as failed:
        log.info("webhook_not_reached", webhook=str(errand.public_id), why=failed.why, said=str(failed))
        return Attempt("refused" if failed.why == "not_allowed" else "failed", took(), failure=failed.why)
    if 200 <= answer.status < 300:
        return Attempt("delivered", took(), answer.status)
    return Attempt("failed", took(), answer.status, "status")


def _headers(errand: Errand, secret: str, now: datetime) -> dict[str, str]:
    message, seconds = str(errand.event_id), int(now.timestamp())
    keys = [key_of(secret, errand.public_id, number) for number in errand.numbers]
    replayed = {"webhook-replay": "true"} if errand.kind == "replay" else {}
    return {
        "Content-Type": CONTENT_TYPE,
        "User-Agent": USER_AGENT,
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signatures(keys, message, seconds, errand.body),
        **replayed,
    }


def trial_message(webhook_id: UUID, message_id: UUID, now: datetime) -> bytes:
    """What a trial sends: an envelope like every other, of something that did not happen."""
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": str(message_id),
            "source": f"/api/v1/webhooks/{webhook_id}",
            "type": "webhook.trial",
            "subject": str(webhook_id),
            "time": format_instant(now),
            "datacontenttype": "application/json",
            "data": {},
        }
    )
