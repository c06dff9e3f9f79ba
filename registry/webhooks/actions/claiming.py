"""Taking what is to be sent next, so that one process sends it: a claim that runs out if that process dies."""

from datetime import datetime, timedelta
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.events.queries import Found
from registry.kit.clock import now_of
from registry.webhooks.actions.recording import disable
from registry.webhooks.models import Webhook, WebhookReplay
from registry.webhooks.queries import is_due
from registry.webhooks.sending import Errand, trial_message


def claim_event(session: Session, *, webhook_id: int, position: int, event: Found, lease: timedelta) -> Errand | None:
    """Claim the event that comes next for a webhook which stands at `position`; None when somebody else was faster.

    Whatever time the sending takes, no transaction waits for it: the claim is committed before, and runs out after
    `lease`, when the event is sent again. That is why it may come twice, and never gets lost.
    """
    webhook = _held(session, webhook_id)
    now = now_of(session)
    if webhook is None or webhook.position != position or not is_due(webhook, now):
        return None
    webhook.claimed_until = now + lease
    return _errand(webhook, now, "event", event, webhook.attempts, webhook.claimed_until)


def claim_replay(session: Session, *, webhook_id: int, position: int, event: Found, lease: timedelta) -> Errand | None:
    """The same for the event that comes next in the stretch that is being replayed."""
    webhook = _held(session, webhook_id)
    now = now_of(session)
    replay = None if webhook is None else _running(session, webhook)
    if webhook is None or replay is None or replay.position != position or not is_due(replay, now):
        return None
    replay.claimed_until = now + lease
    return _errand(webhook, now, "replay", event, replay.attempts, replay.claimed_until, replay.id)


def claim_trial(session: Session, *, webhook_id: int) -> Errand | None:
    """Take the trial that was asked for; who asked is there to ask again, so it is sent once at most."""
    webhook = _held(session, webhook_id, disabled_too=True)
    if webhook is None or webhook.trial_id is None:
        return None
    now, message_id = now_of(session), webhook.trial_id
    webhook.trial_id = None
    body = trial_message(webhook.public_id, message_id, now)
    return Errand(
        webhook.id, webhook.public_id, webhook.url, _numbers(webhook, now), "trial", message_id, None, body, 1
    )


def end_with_organisation(session: Session, *, webhook_id: int) -> None:
    """Disable the webhook of an organisation that is no more in force."""
    _held(session, webhook_id)


def _held(session: Session, webhook_id: int, *, disabled_too: bool = False) -> Webhook | None:
    """The webhook, held until this transaction ends; one whose organisation is no more in force is disabled."""
    webhook = session.scalar(
        select(Webhook)
        .where(Webhook.id == webhook_id, Webhook.removed_at.is_(None))
        .with_for_update(of=Webhook, skip_locked=True)
        .options(joinedload(Webhook.organisation))
    )
    if webhook is None or (webhook.status != "active" and not disabled_too):
        return None
    if webhook.organisation.status != "registered":
        webhook.trial_id = None
        disable(session, webhook, "merged")
        return None
    return webhook


def _running(session: Session, webhook: Webhook) -> WebhookReplay | None:
    return session.scalar(
        select(WebhookReplay)
        .where(WebhookReplay.webhook_id == webhook.id, WebhookReplay.status == "running")
        .with_for_update()
    )


def _errand(
    webhook: Webhook,
    now: datetime,
    kind: str,
    event: Found,
    failed: int,
    claimed_until: datetime,
    stretch: int | None = None,
) -> Errand:
    return Errand(
        webhook=webhook.id,
        public_id=webhook.public_id,
        url=webhook.url,
        numbers=_numbers(webhook, now),
        kind=kind,
        event_id=UUID(orjson.loads(event.envelope)["id"]),
        position=event.position,
        body=event.envelope,
        attempt=failed + 1,
        claimed_until=claimed_until,
        stretch=stretch,
    )


def _numbers(webhook: Webhook, now: datetime) -> tuple[int, ...]:
    """The keys to sign by: the present one first."""
    number = webhook.secret_number
    rotates = webhook.previous_until is not None and webhook.previous_until > now
    return (number, number - 1) if rotates else (number,)
