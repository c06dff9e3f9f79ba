"""A receiver of webhooks that really runs, on a port of this machine, and verifies with the library of the standard."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook


@dataclass(frozen=True)
class Message:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def event(self) -> Any:
        return json.loads(self.body)

    @property
    def version(self) -> str:
        """The version that the event is about."""
        found: str = self.event["data"]["version"]
        return found

    def verified(self, secret: str) -> Any:
        """What the standard's own library makes of it; it refuses what is not signed by this secret."""
        return Webhook(secret).verify(self.body, self.headers)


Answer = Callable[[BaseHTTPRequestHandler], None]


def answering(status: int, **headers: str) -> Answer:
    """An empty answer of this status."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            handler.send_header(name, value)
        handler.end_headers()

    return answer


class Receiver:
    """A running receiver; `answer` is how it answers from now on."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1", port: int = 0) -> None:
        self.received: list[Message] = []
        self.answer: Answer = answering(204)
        self._server = ThreadingHTTPServer((address, port), self._handler())
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}/hook"
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def types(self) -> list[str]:
        """The types of what came in, in order."""
        return [message.event["type"] for message in self.received]

    def wait_for(self, count: int, seconds: float = 10.0) -> None:
        """Return when so many messages have come in."""
        end = time.monotonic() + seconds
        while len(self.received) < count:
            assert time.monotonic() < end, f"{len(self.received)} of {count} came in"
            time.sleep(0.01)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                if len(body) < length:
                    # Whoever sent it was killed in the middle: half a message is none.
                    return
                headers = {name.lower(): value for name, value in self.headers.items()}
                receiver.received.append(Message(self.path, headers, body))
                receiver.answer(self)

            def do_GET(self) -> None:
                raise AssertionError("nobody fetches anything here")

            def log_message(self, format: str, *arguments: Any) -> None:
                """Tests tell what they need themselves."""

        return Handler


@contextmanager
def receiving(*, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1", port: int = 0) -> Iterator[Receiver]:
    """A receiver while the block runs."""
    receiver = Receiver(tls=tls, address=address, port=port)
    try:
        yield receiver
    finally:
        receiver.close()


def real_now() -> datetime:
    """The time of the library, which holds to no simulated clock."""
    return datetime.now(UTC)
