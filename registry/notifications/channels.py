"""The ways by which notices reach people beside the inbox: one interface, and what implements it.

A way is given one message for one address and says what became of it. It may be given the same message again, under
the same id, when nobody could say whether it had gone out: receivers fold what they have already.
"""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, Protocol
from uuid import UUID

import orjson

LONGEST_REPORT: Final = 300

PROGRAM_SECONDS: Final = 60.0


class Outgoing(NamedTuple):
    """A message for one address: the same words as plain text and as HTML, and what it is made of.

    `unsubscribe` is a page that ends the subscription, `one_click` an address that does so when it is posted to.
    """

    id: UUID
    address: str
    language: str
    subject: str
    text: str
    html: str
    notices: Sequence[Mapping[str, Any]] = ()
    unsubscribe: str = ""
    one_click: str = ""


class Outcome(NamedTuple):
    """What became of a message: it went out, it may do so later, or it never will at this address; and why not."""

    status: Literal["sent", "later", "never"]
    failure: str | None = None


class Channel(Protocol):
    """One way to people."""

    def send(self, message: Outgoing) -> Outcome:
        """Hand one message on. Raises nothing that the network or the other side can bring about."""
        ...


class ProgramChannel:
    """A program of the operator's choice that hands messages to a gateway for short messages or 政务 IM.

    It is given JSON on its standard input. Exit code 0 says that the message went out, 1 that it never will at this
    address, any other that it may be tried later; its last words are kept as the reason.
    """

    def __init__(self, channel: str, command: str, seconds: float = PROGRAM_SECONDS) -> None:
        self.channel = channel
        self.command = command
        self.seconds = seconds

    def send(self, message: Outgoing) -> Outcome:
        given = orjson.dumps(
            {
                "id": str(message.id),
                "channel": self.channel,
                "address": message.address,
                "language": message.language,
                "subject": message.subject,
                "text": message.text,
                "notices": list(message.notices),
            }
        )
        status, report = self._run(given)
        if status == 0:
            return Outcome("sent")
        return Outcome(
            "never" if status == 1 else "later", without_address(report, message.address) or f"exit {status}"
        )

    def _run(self, given: bytes) -> tuple[int | None, str]:
        try:
            # A session of its own, so that what it started ends with it.
            process = subprocess.Popen(  # noqa: S603 — the operator's own command
                shlex.split(self.command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            return None, str(error)
        try:
            said, _ = process.communicate(given, timeout=self.seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return None, f"no answer in {self.seconds:g} s"
        return process.returncode, said.decode("utf-8", "replace")


def without_address(report: str, address: str) -> str:
    """What the other side said, on one line and without the address: it is kept, and addresses are personal."""
    plain = "".join(sign if sign.isprintable() else " " for sign in report.replace(address, "…"))
    return " ".join(plain.split())[-LONGEST_REPORT:]
