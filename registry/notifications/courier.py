"""Carrying messages to subscribers, in a thread of its own: a mail server that is slow keeps nobody's inbox waiting."""

import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import select

from registry.kit.database import Database
from registry.notifications import actions
from registry.notifications.channels import Channel, Outcome, ProgramChannel
from registry.notifications.mail import MailChannel, SmtpServer
from registry.notifications.models import Subscription

log = structlog.get_logger("registry.notifications")

POLL_SECONDS: Final = 0.5

LEASE: Final = timedelta(minutes=10)
"""After which a message whose carrier was killed is taken over; longer than any message takes."""


def open_channels(smtp_url: str, mail_from: str, sms_program: str, im_program: str) -> dict[str, Channel]:
    """The ways that the operator has set up. Raises ValueError for an address of a mail server that is none."""
    channels: dict[str, Channel] = {}
    if smtp_url:
        channels["email"] = MailChannel(SmtpServer.read(smtp_url), mail_from)
    for name, command in (("sms", sms_program), ("im", im_program)):
        if command:
            channels[name] = ProgramChannel(name, command)
    return channels


class Courier:
    """Hands on what is due. Any number of processes may: each message is leased to one of them."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        *,
        secret: str,
        root: str,
        lease: timedelta = LEASE,
    ) -> None:
        self.database = database
        self.channels = channels
        self.secret = secret
        self.root = root
        self.lease = lease

    def deliver(self, stop: threading.Event | None = None) -> int:
        """Hand on everything that is due now; how many messages were tried."""
        tried = 0
        while self._is_anything_due() and not (stop is not None and stop.is_set()):
            with self.database.writing() as session:
                parcel = actions.claim(session, secret=self.secret, root=self.root, lease=self.lease)
            if parcel is None:
                break
            outcome = self._send(parcel)
            with self.database.writing() as session:
                actions.settle(session, parcel, outcome)
            tried += 1
        return tried

    def run(self, stop: threading.Event) -> None:
        """Hand on until told to stop."""
        while not stop.wait(POLL_SECONDS):
            try:
                self.deliver(stop)
            except Exception as error:
                # A courier that dies would leave every message behind.
                log.error("courier_failed", exc_info=error)
                stop.wait(1.0)

    def _send(self, parcel: actions.Parcel) -> Outcome:
        channel = self.channels.get(parcel.channel)
        if channel is None:
            return Outcome("later", "the channel is not set up at present")
        outcome = channel.send(parcel.outgoing)
        # The address is personal: it is in no log.
        log.info("message", subscription=str(parcel.subscription_id), outcome=outcome.status, failure=outcome.failure)
        return outcome

    def _is_anything_due(self) -> bool:
        """One look into an index, without the writer's place."""
        with self.database.reading() as session:
            now = self.database.clock.now()
            return session.scalar(select(Subscription.id).where(Subscription.next_at <= now).limit(1)) is not None
