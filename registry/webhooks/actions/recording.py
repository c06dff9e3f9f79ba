"""Recording what became of an attempt, and moving on in the same transaction."""

import random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.kit.actor import Actor
from registry.kit.clock import format_instant, now_of
from registry.webhooks.actions.telling import tell
from registry.webhooks.models import Delivery, Webhook, WebhookReplay
from registry.webhooks.schedule import DELAYS, REPLAY_DELAYS, delay_after
from registry.webhooks.sending import Attempt, Errand

DELIVERER: Final = Actor(key="webhooks")
"""The registry itself: nobody asked for a webhook to be disabled."""

GONE: Final = 410


def record_attempt(session: Session, errand: Errand, attempt: Attempt) -> None:
    """Keep what was answered. After a success the webhook stands behind the event; after a failure it is due again.

    Where the claim has run out meanwhile nothing is moved: another attempt is on its way.
    """
    webhook = session.scalar(
        select(Webhook)
        .where(Webhook.id == errand.webhook)
        .with_for_update(of=Webhook)
        .options(joinedload(Webhook.organisation))
    )
    if webhook is None:
        return
    session.add(
        Delivery(
            webhook_id=errand.webhook,
            kind=errand.kind,
            position=errand.position,
            event_id=errand.event_id,
            attempt=errand.attempt,
            outcome=attempt.outcome,
            answered=attempt.answered,
            failure=attempt.failure,
            took_ms=attempt.took_ms,
            at=now_of(session),
        )
    )
    if errand.kind == "trial":
        return
    stream = webhook if errand.kind == "event" else session.get(WebhookReplay, errand.stretch, with_for_update=True)
    if stream is None or stream.claimed_until != errand.claimed_until:
        return
    stream.claimed_until = None
    if attempt.outcome == "delivered":
        _move_on(session, stream, errand)
    else:
        _wait(session, webhook, stream, attempt)


def set_position(session: Session, *, webhook_id: int, seen: int, position: int) -> None:
    """Note that nothing up to `position` concerned a webhook that stood at `seen`: it is not read again."""
    webhook = session.scalar(select(Webhook).where(Webhook.id == webhook_id).with_for_update(skip_locked=True))
    if webhook is not None and webhook.position == seen and webhook.claimed_until is None:
        webhook.position = position


def finish_replay(session: Session, *, replay_id: int, seen: int) -> None:
    """End a replay in which nothing is left to be sent after `seen`."""
    replay = session.get(WebhookReplay, replay_id, with_for_update=True)
    if replay is not None and replay.status == "running" and replay.position == seen:
        replay.status, replay.finished_at, replay.position = "done", now_of(session), replay.until_position


def disable(session: Session, webhook: Webhook, reason: str) -> None:
    """Stop sending, and tell its organisation. Where it stood is kept."""
    if webhook.status == "disabled":
        return
    since = webhook.failing_since
    webhook.status, webhook.disabled_reason = "disabled", reason
    webhook.next_at = webhook.claimed_until = None
    session.flush()
    failing = {} if since is None else {"failing_since": format_instant(since)}
    tell(session, DELIVERER, webhook, "webhook.disabled", reason=reason, position=webhook.position, **failing)


def _move_on(session: Session, stream: Webhook | WebhookReplay, errand: Errand) -> None:
    stream.position = errand.position or stream.position
    stream.attempts, stream.next_at = 0, None
    if isinstance(stream, Webhook):
        stream.failing_since = None
    elif stream.position >= stream.until_position:
        stream.status, stream.finished_at = "done", now_of(session)


def _wait(session: Session, webhook: Webhook, stream: Webhook | WebhookReplay, attempt: Attempt) -> None:
    now = now_of(session)
    stream.attempts += 1
    is_live = isinstance(stream, Webhook)
    delays = DELAYS if is_live else REPLAY_DELAYS
    # Chance spreads out what failed together; nothing secret hangs on it.
    delay = delay_after(stream.attempts, delays, random.random())  # noqa: S311
    if is_live:
        webhook.failing_since = webhook.failing_since or now
    if attempt.answered == GONE:
        disable(session, webhook, "gone")
    elif delay is not None:
        stream.next_at = now + delay
    elif isinstance(stream, WebhookReplay):
        stream.status, stream.finished_at = "given_up", now
    else:
        disable(session, webhook, "failing")
