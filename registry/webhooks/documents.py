"""How webhooks read on the wire. Never with a secret."""

from datetime import datetime
from typing import Any

from registry.events.queries import Found
from registry.kit.clock import format_instant
from registry.webhooks.models import Delivery, Webhook, WebhookReplay


def webhook_document(webhook: Webhook) -> dict[str, Any]:
    """What changes seldom: how far it came is said apart, so that a tag lasts while events are delivered."""
    return {
        "id": str(webhook.public_id),
        "organisation": webhook.organisation.slug,
        "url": webhook.url,
        "label": webhook.label,
        "types": webhook.types,
        "status": webhook.status,
        "disabled_reason": webhook.disabled_reason,
        "failing_since": _instant(webhook.failing_since),
        "secret_number": webhook.secret_number,
        "previous_secret_until": _instant(webhook.previous_until),
        "created_at": format_instant(webhook.created_at),
    }


def progress_document(webhook: Webhook, waits: Found | None, replay: WebhookReplay | None, head: int) -> dict[str, Any]:
    """How far it came: `waits` is the event that is to be delivered next."""
    return {
        "position": webhook.position if waits else head,
        "head": head,
        "next_event": None if waits is None else {"position": waits.position, "type": waits.type},
        "attempts": webhook.attempts,
        "failing_since": _instant(webhook.failing_since),
        "next_at": _instant(webhook.next_at),
        "trial": None if webhook.trial_id is None else str(webhook.trial_id),
        "replay": None if replay is None else replay_document(replay),
    }


def replay_document(replay: WebhookReplay) -> dict[str, Any]:
    return {
        "position": replay.position,
        "until": replay.until_position,
        "status": replay.status,
        "attempts": replay.attempts,
        "next_at": _instant(replay.next_at),
        "requested_at": format_instant(replay.requested_at),
        "finished_at": _instant(replay.finished_at),
    }


def delivery_document(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": str(delivery.public_id),
        "kind": delivery.kind,
        "event": str(delivery.event_id),
        "position": delivery.position,
        "attempt": delivery.attempt,
        "outcome": delivery.outcome,
        "answered": delivery.answered,
        "failure": delivery.failure,
        "took_ms": delivery.took_ms,
        "at": format_instant(delivery.at),
    }


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else format_instant(moment)
