"""What is to be sent next, found by reading alone: claiming it is another step."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from registry.events.queries import Found, find_next, head_position
from registry.kit.actor import Actor
from registry.kit.database import Database
from registry.webhooks import actions, queries
from registry.webhooks.models import Webhook
from registry.webhooks.sending import Errand

PASSED_OVER: Final = 500
"""After so many events that do not concern a webhook its place is written down, so that they are not read again."""

Claim = Callable[[Session], Errand | None]


class Planner:
    """Looks for what a webhook is to have next; remembers up to where there was nothing for it."""

    def __init__(self, database: Database, lease: timedelta) -> None:
        self.database = database
        self.lease = lease
        self._looked: dict[int, tuple[int, tuple[str, ...], int]] = {}

    def outlook(self, session: Session, webhook: Webhook) -> tuple[int, Found | None]:
        """Where the log ends, and what a webhook is to have next, if anything."""
        head, reader = head_position(session), queries.reader_of(session, webhook.organisation)
        return head, None if reader is None else self._next(webhook, reader, head)

    def plan(self, session: Session, webhook: Webhook, head: int, *, replay_first: bool = False) -> Claim | None:
        """How to claim what is to be sent to a webhook; None when there is nothing."""
        if webhook.trial_id is not None:
            return partial(actions.claim_trial, webhook_id=webhook.id)
        reader = queries.reader_of(session, webhook.organisation)
        if reader is None:
            return partial(_ended, webhook_id=webhook.id)
        kinds = (self._planned_replay, self._planned_event)
        for planned in kinds if replay_first else reversed(kinds):
            claim = planned(session, webhook, reader, head)
            if claim is not None:
                return claim
        return None

    def _planned_event(self, session: Session, webhook: Webhook, reader: Actor, head: int) -> Claim | None:
        if not queries.is_due(webhook, self.database.clock.now()):
            return None
        found = self._next(webhook, reader, head)
        position = webhook.position
        if found is not None:
            return partial(actions.claim_event, webhook_id=webhook.id, position=position, event=found, lease=self.lease)
        if head - position > PASSED_OVER:
            return partial(_passed_over, webhook_id=webhook.id, seen=position, position=head)
        return None

    def _planned_replay(self, session: Session, webhook: Webhook, reader: Actor, head: int) -> Claim | None:
        replay = queries.find_running_replay(session, webhook.id)
        if webhook.status != "active" or replay is None or not queries.is_due(replay, self.database.clock.now()):
            return None
        after, until = replay.position, replay.until_position
        found = find_next(self.database, reader, after=after, until=until, types=webhook.types)
        if found is None:
            return partial(_finished, replay_id=replay.id, seen=after)
        return partial(actions.claim_replay, webhook_id=webhook.id, position=after, event=found, lease=self.lease)

    def _next(self, webhook: Webhook, reader: Actor, head: int) -> Found | None:
        """The event a webhook is to have next. Up to where nothing was found for it before is not read again."""
        state = (webhook.position, tuple(webhook.types))
        *known, until = self._looked.get(webhook.id, (*state, webhook.position))
        after = until if tuple(known) == state else webhook.position
        found = find_next(self.database, reader, after=after, until=head, types=webhook.types)
        self._looked[webhook.id] = (*state, found.position - 1 if found else head)
        return found


def _ended(session: Session, *, webhook_id: int) -> None:
    actions.end_with_organisation(session, webhook_id=webhook_id)


def _passed_over(session: Session, *, webhook_id: int, seen: int, position: int) -> None:
    actions.set_position(session, webhook_id=webhook_id, seen=seen, position=position)


def _finished(session: Session, *, replay_id: int, seen: int) -> None:
    actions.finish_replay(session, replay_id=replay_id, seen=seen)
