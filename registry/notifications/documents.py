"""Notices, subscriptions and messages as the wire has them."""

from typing import Any

from registry.kit.clock import format_instant
from registry.notifications.models import Message, Notice, Subscription


def notice_document(notice: Notice) -> dict[str, Any]:
    """`event` is the position of the event that it is about."""
    return {
        "id": str(notice.public_id),
        "kind": notice.kind,
        "about": notice.about,
        "urgency": notice.urgency,
        "text": notice.text,
        "todo": notice.todo,
        "address": notice.address,
        "event": notice.position,
        "created_at": format_instant(notice.created_at),
        "read_at": format_instant(notice.read_at) if notice.read_at else None,
    }


def status_of(row: Subscription) -> str:
    """Whether anything is sent: not before it is confirmed, and not while it is paused."""
    if row.confirmed_at is None:
        return "unconfirmed"
    return "active" if row.is_active else "paused"


def subscription_document(row: Subscription) -> dict[str, Any]:
    """For who manages an organisation's subscriptions alone: the address is personal."""
    return {
        "id": str(row.public_id),
        "organisation": row.organisation.slug,
        "channel": row.channel,
        "address": row.address,
        "language": row.language,
        "kinds": row.kinds,
        "urgency": row.urgency,
        "digest": row.digest,
        "is_active": row.is_active,
        "status": status_of(row),
        "failing_since": format_instant(row.failing_since) if row.failing_since else None,
        "last_failure": row.last_failure,
        "created_at": format_instant(row.created_at),
        "confirmed_at": format_instant(row.confirmed_at) if row.confirmed_at else None,
    }


def message_document(message: Message) -> dict[str, Any]:
    """One message and what became of it, without where it went."""
    return {
        "id": str(message.public_id),
        "status": message.status,
        "notices": message.notices,
        "failure": message.failure,
        "at": format_instant(message.at),
    }
