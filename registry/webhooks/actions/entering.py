"""Entering webhooks, changing and removing them."""

import re
from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from registry.events.queries import head_position
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import PayloadInvalid
from registry.organisations.queries import find_organisation, get_in_force
from registry.webhooks import queries
from registry.webhooks.actions.telling import tell
from registry.webhooks.addresses import Place
from registry.webhooks.documents import webhook_document
from registry.webhooks.errors import TooManyWebhooks
from registry.webhooks.models import Webhook

MOST: Final = 20
"""Webhooks of one organisation."""

_TYPE: Final = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)*(\.\*)?\Z")


def add_webhook(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    place: Place,
    types: Collection[str] = (),
    label: str = "",
) -> Webhook:
    """Send an organisation's events to this address, from the next one on.

    `place` was read by read_address and judged: that takes time, and no transaction waits for it. `types` are event
    types in full or by their beginning (`advisory.*`); none are all. Raises TooManyWebhooks.
    """
    owner = get_in_force(session, organisation)
    actor.require("organisation:manage", owner.id)
    # Held while they are counted: two at once must not both be the last one.
    find_organisation(session, owner.slug, for_change=True)
    if queries.count_webhooks(session, owner.id) >= MOST:
        raise TooManyWebhooks(organisation=owner.slug, limit=MOST)
    webhook = Webhook(
        organisation_id=owner.id,
        organisation=owner,
        url=place.url,
        label=label,
        types=read_types(types),
        status="active",
        secret_number=1,
        position=head_position(session),
        created_at=now_of(session),
        created_by=actor.key,
    )
    session.add(webhook)
    session.flush()
    tell(session, actor, webhook, "webhook.added", types=webhook.types)
    return webhook


def change_webhook(
    session: Session,
    actor: Actor,
    *,
    webhook_id: UUID,
    expected: str,
    place: Place | None,
    types: Collection[str] = (),
    label: str = "",
) -> Webhook:
    """Change where it goes, what it is told, what people call it. Counts for whatever has not been delivered yet.

    `expected` is the tag of the document that the change builds on; no `place` leaves the address as it is.
    """
    webhook = queries.get_webhook(session, actor, webhook_id, for_change=True)
    actor.require("organisation:manage", webhook.organisation_id)
    check_tag(render(webhook_document(webhook)).etag, expected)
    if place is not None:
        # Somebody mended it: there is no need to wait out what was due at the old address.
        webhook.url, webhook.attempts, webhook.failing_since, webhook.next_at = place.url, 0, None, None
    webhook.types, webhook.label = read_types(types), label
    session.flush()
    tell(session, actor, webhook, "webhook.changed", types=webhook.types)
    return webhook


def remove_webhook(session: Session, actor: Actor, *, webhook_id: UUID) -> None:
    """Send it nothing more."""
    webhook = queries.get_webhook(session, actor, webhook_id, for_change=True)
    actor.require("organisation:manage", webhook.organisation_id)
    webhook.removed_at, webhook.trial_id = now_of(session), None
    tell(session, actor, webhook, "webhook.removed")


def read_types(types: Collection[str]) -> list[str]:
    """Each once, in their order. Raises PayloadInvalid at the first that names no type."""
    for nth, word in enumerate(types):
        if not _TYPE.match(word):
            raise PayloadInvalid.of(
                f"/types/{nth}",
                "须为事件类型（如 version.published）或其开头（如 advisory.*）。",
                "Must be an event type such as version.published, or the beginning of some such as advisory.*.",
            )
    return list(dict.fromkeys(types))


def present(webhook: Webhook) -> dict[str, Any]:
    """What a change of it begins with."""
    return {"url": webhook.url, "types": webhook.types, "label": webhook.label}
