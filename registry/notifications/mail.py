"""E-mail by SMTP: one of the ways. The registry hands each message to the operator's own mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from registry.notifications.channels import Outcome, Outgoing, without_address

SECONDS: Final = 30.0
"""For how long the mail server may be silent."""

PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class SmtpServer(NamedTuple):
    """Where mail is handed in: `smtp://`, `smtp+starttls://` (encrypted or not at all) or `smtps://`."""

    scheme: str
    host: str
    port: int
    user: str | None = None
    password: str | None = None

    @classmethod
    def read(cls, url: str) -> "SmtpServer":
        """`smtp://user:password@host:port`, signs of the address in user and password percent-encoded."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("REGISTRY_SMTP_URL: smtp://, smtp+starttls:// or smtps://[user:password@]host[:port]")
        user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
        return cls(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme], user, password)

    @contextmanager
    def opened(self) -> Iterator[smtplib.SMTP]:
        """A connection on which messages can be handed in."""
        trusted = ssl.create_default_context()
        if self.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=trusted)
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        with connection:
            if self.scheme == "smtp+starttls":
                connection.starttls(context=trusted)
            if self.user is not None:
                connection.login(self.user, self.password or "")
            yield connection


class MailChannel:
    """Sends messages as e-mail in the name of one sender."""

    def __init__(self, server: SmtpServer, sender: str) -> None:
        self.server = server
        self.sender = sender

    def send(self, message: Outgoing) -> Outcome:
        """A permanent refusal of the recipient is for good; anything else is tried again."""
        composed = compose(message, self.sender)
        try:
            with self.server.opened() as connection:
                connection.send_message(composed, from_addr=_address(self.sender).addr_spec, to_addrs=[message.address])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[message.address]
            reason = without_address(f"{code} {said.decode('utf-8', 'replace')}", message.address)
            return Outcome("never" if 500 <= code < 600 else "later", reason)
        except (smtplib.SMTPException, OSError) as error:
            return Outcome("later", without_address(f"{type(error).__name__}: {error}", message.address))
        return Outcome("sent")


def compose(message: Outgoing, sender: str) -> EmailMessage:
    """The message as mail (RFC 5322): plain text with an HTML alternative, to be left by one click (RFC 8058).

    Line ends never reach a header: texts are put on one line, and the library refuses what would begin another.
    """
    composed = EmailMessage(policy=SMTP)
    composed["From"] = _address(sender)
    composed["To"] = Address(addr_spec=message.address)
    composed["Subject"] = " ".join(message.subject.split())
    composed["Message-ID"] = f"<{message.id}@{_address(sender).domain}>"
    composed["Auto-Submitted"] = "auto-generated"
    if message.one_click:
        composed["List-Unsubscribe"] = f"<{message.one_click}>"
        composed["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    composed.set_content(message.text, charset="utf-8", cte="base64")
    composed.add_alternative(message.html, subtype="html", charset="utf-8", cte="base64")
    # Last of all: setting the content takes off what is said of it before.
    composed["Content-Language"] = message.language
    return composed


def _address(sender: str) -> Address:
    """`Registry <notices@registry.example>` or the address alone."""
    name, _, rest = sender.rpartition("<")
    return Address(name.strip(), addr_spec=rest.rstrip("> ")) if name else Address(addr_spec=rest.strip("<> "))
