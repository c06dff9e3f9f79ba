"""Delivering what happened: a follower of the log that keeps no queue of its own, for the log is the queue."""

import threading
import time
from datetime import timedelta
from typing import Final

import structlog

from registry.events.queries import head_position
from registry.kit.calling_out import Outside
from registry.kit.database import Database
from registry.webhooks import actions, queries
from registry.webhooks.addresses import Place
from registry.webhooks.judging import judged_address
from registry.webhooks.models import Webhook
from registry.webhooks.planning import Planner
from registry.webhooks.sending import Errand, send
from registry.webhooks.signing import key_of, written

log = structlog.get_logger("registry.webhooks")

POLL_SECONDS: Final = 0.1
LOOK_SECONDS: Final = 1.0
"""How often it is looked for what time makes due, when nothing has happened."""

SENDERS: Final = 8
"""How many calls one process makes at once."""

TURN: Final = 50
"""How many messages one webhook gets before others have their turn."""

LEASE: Final = timedelta(seconds=60)
"""How long a claim stands: several times what an attempt may take."""


class Deliverer:
    """Sends each webhook the events it may see and wants, in their order, each at least once.

    Any number of processes may: whoever claims an event sends it. A webhook that fails holds up no other.
    """

    def __init__(
        self, database: Database, outside: Outside, *, secret: str, own: str | None = None, lease: timedelta = LEASE
    ) -> None:
        self.database = database
        self.outside = outside
        self.secret = secret
        self.own = own
        self.planner = Planner(database, lease)
        self._busy: set[int] = set()
        self._free = threading.BoundedSemaphore(SENDERS)
        self._ended = threading.Event()

    def judged(self, url: str) -> Place:
        """An address that may be called, as it is kept. It takes time: let no transaction be open meanwhile.

        Raises PayloadInvalid.
        """
        return judged_address(url, self.outside, self.own)

    def present_secret(self, webhook: Webhook) -> str:
        """The secret by which a webhook's messages are signed now, to be shown when it is made and never again."""
        return written(key_of(self.secret, webhook.public_id, webhook.secret_number))

    def deliver_due(self) -> int:
        """Send, one after the other, all that is due now; how many attempts that took."""
        total = 0
        while made := sum(self._serve(webhook_id) for webhook_id in self._due()):
            total += made
        return total

    def run(self, stop: threading.Event) -> None:
        """Follow the log until told to stop."""
        head, looked = -1, 0.0
        while not stop.wait(POLL_SECONDS):
            try:
                now_head = self.database.fetch("SELECT max(position) FROM events")[0][0] or 0
                is_time = time.monotonic() - looked >= LOOK_SECONDS
                if now_head != head or is_time or self._ended.is_set():
                    self._ended.clear()
                    head, looked = now_head, time.monotonic()
                    self._dispatch()
            except Exception as error:
                # A follower that dies would leave every webhook behind for ever.
                log.error("follower_failed", exc_info=error)
                stop.wait(1.0)

    def _dispatch(self) -> None:
        """A thread for each webhook that has something due, as many as there may be."""
        for webhook_id in self._due():
            if webhook_id in self._busy:
                continue
            if not self._free.acquire(blocking=False):
                return
            self._busy.add(webhook_id)
            threading.Thread(target=self._serve_apart, args=(webhook_id,), name="webhook-sender", daemon=True).start()

    def _serve_apart(self, webhook_id: int) -> None:
        try:
            self._serve(webhook_id)
        except Exception as error:
            # What was claimed comes again when the claim has run out.
            log.error("delivery_failed", exc_info=error)
        finally:
            self._busy.discard(webhook_id)
            self._free.release()
            self._ended.set()

    def _due(self) -> list[int]:
        """The webhooks that have something to be sent now."""
        with self.database.reading() as session:
            head = head_position(session)
            awake = queries.list_awake(session, self.database.clock.now(), head)
            return [webhook.id for webhook in awake if self.planner.plan(session, webhook, head)]

    def _serve(self, webhook_id: int) -> int:
        """Send what is due to one webhook, until an attempt fails or its turn is over; how many attempts were made.

        What is replayed and what is new take turns.
        """
        made, fails = 0, False
        while made < TURN and not fails:
            errand = self._claimed(webhook_id, replay_first=bool(made % 2))
            if errand is None:
                break
            now = self.database.clock.now()
            attempt = send(errand, self.outside, secret=self.secret, own=self.own, now=now)
            with self.database.writing() as session:
                actions.record_attempt(session, errand, attempt)
            made, fails = made + 1, attempt.outcome != "delivered"
        return made

    def _claimed(self, webhook_id: int, *, replay_first: bool) -> Errand | None:
        with self.database.reading() as session:
            head = head_position(session)
            webhook = queries.find_awake(session, self.database.clock.now(), head, webhook_id)
            claim = None if webhook is None else self.planner.plan(session, webhook, head, replay_first=replay_first)
        if claim is None:
            return None
        with self.database.writing() as session:
            return claim(session)
