"""Rotating, enabling, trying and replaying."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from registry.events.queries import head_position
from registry.kit.actor import Actor
from registry.kit.clock import format_instant, now_of
from registry.kit.errors import PayloadInvalid
from registry.kit.identity import new_id
from registry.organisations.queries import get_in_force
from registry.webhooks import queries
from registry.webhooks.actions.telling import tell
from registry.webhooks.errors import ReplayRunning, WebhookDisabled
from registry.webhooks.models import Webhook, WebhookReplay

ROTATION: Final = timedelta(hours=24)
"""For how long the secret before still signs beside the new one."""


def rotate_secret(session: Session, actor: Actor, *, webhook_id: UUID) -> Webhook:
    """Sign by a new secret, and by the one before it for a day more."""
    webhook = _managed(session, actor, webhook_id)
    webhook.secret_number += 1
    webhook.previous_until = now_of(session) + ROTATION
    session.flush()
    tell(session, actor, webhook, "webhook.rotated", previous_until=format_instant(webhook.previous_until))
    return webhook


def enable_webhook(session: Session, actor: Actor, *, webhook_id: UUID, from_now: bool = False) -> Webhook:
    """Go on at once from where it stood, or from the next event on. One that is failing is tried at once too."""
    webhook = _managed(session, actor, webhook_id)
    get_in_force(session, webhook.organisation.slug)
    webhook.status, webhook.disabled_reason = "active", None
    webhook.attempts, webhook.failing_since, webhook.next_at = 0, None, None
    if from_now:
        webhook.position = head_position(session)
    session.flush()
    tell(session, actor, webhook, "webhook.enabled", position=webhook.position)
    return webhook


def request_trial(session: Session, actor: Actor, *, webhook_id: UUID) -> UUID:
    """Have a message sent that is no event; its id. While one is still to be sent, that is it. Also where disabled."""
    webhook = _managed(session, actor, webhook_id)
    if webhook.trial_id is None:
        webhook.trial_id = new_id()
        session.flush()
        tell(session, actor, webhook, "webhook.trial_requested")
    return webhook.trial_id


def request_replay(
    session: Session, actor: Actor, *, webhook_id: UUID, after: int, until: int | None = None
) -> WebhookReplay:
    """Have the events after a position, up to another (the last one unless said), sent again beside what is on its way.

    Raises WebhookDisabled, and ReplayRunning while an earlier one is not through.
    """
    webhook = _managed(session, actor, webhook_id)
    if webhook.status != "active":
        raise WebhookDisabled()
    running = queries.find_running_replay(session, webhook.id)
    if running is not None:
        raise ReplayRunning(until=running.until_position)
    head = head_position(session)
    until = head if until is None else until
    if not after < until <= head:
        raise PayloadInvalid.of(
            "/after" if after >= until else "/until",
            f"须有 after < until，且 until 不超过 {head}。",
            f"after must lie before until, and until not beyond {head}.",
        )
    replay = WebhookReplay(
        webhook_id=webhook.id,
        position=after,
        until_position=until,
        status="running",
        attempts=0,
        requested_at=now_of(session),
        requested_by=actor.key,
    )
    session.add(replay)
    session.flush()
    tell(session, actor, webhook, "webhook.replay_requested", after=after, until=until)
    return replay


def _managed(session: Session, actor: Actor, webhook_id: UUID) -> Webhook:
    webhook = queries.get_webhook(session, actor, webhook_id, for_change=True)
    actor.require("organisation:manage", webhook.organisation_id)
    return webhook
