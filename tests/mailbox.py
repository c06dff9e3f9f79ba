"""A mail server of this machine that takes what it is sent, or does what a test asks it to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.faults.serving import free_port

Answer = Callable[[str], str | None]


@dataclass
class Mailbox:
    """What came, in order. `refuse` gives the answer to a recipient that is turned away, None for one that is not."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    refuse: Answer = field(default=lambda address: None)
    answer: str = "250 taken"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def text_of(self, nth: int = -1) -> str:
        """The plain text of a message."""
        part = self.messages[nth].get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    def html_of(self, nth: int = -1) -> str:
        part = self.messages[nth].get_body(("html",))
        assert part is not None
        return str(part.get_content())

    async def handle_RCPT(  # noqa: N802 — the server's own name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        refusal = self.refuse(address)
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if not self.answer.startswith("250"):
            return self.answer
        content = envelope.content
        assert isinstance(content, bytes)
        self.messages.append(message_from_bytes(content, policy=default))
        self.recipients.extend(envelope.rcpt_tos)
        return self.answer

    def check(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth_data: Any) -> AuthResult:
        assert isinstance(auth_data, LoginPassword)
        self.logins.append((auth_data.login, auth_data.password))
        return AuthResult(success=auth_data.password == b"p@ss word")


@contextmanager
def mailbox(**options: Any) -> Iterator[Mailbox]:
    """A server that listens while the block lasts."""
    box = Mailbox(port=free_port())
    server = Controller(box, hostname="127.0.0.1", port=box.port, authenticator=box.check, **options)
    server.start()
    try:
        yield box
    finally:
        server.stop()
