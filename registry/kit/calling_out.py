"""Calls out of the registry, to addresses that others named: judged, pinned, bounded.

A name is resolved once; every number it resolves to must be one that may be called (registry.kit.addresses); the call
goes to a number that was judged, and the certificate is checked against the name. No redirect is followed, no proxy of
the environment is used, and one deadline holds for everything: the look-up, the handshake, each byte that dribbles.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import httpcore

from registry.kit.addresses import Network, is_this_machine, may_be_called
from registry.kit.bounded_connections import Deadline, NotTrusted, Pinned

Resolve = Callable[[str, int], Iterable[str]]
"""The numbers of a name, as texts. Raises OSError for a name that nobody knows."""

LOOKUPS_AT_ONCE: Final = 16
"""A resolver that hangs holds a thread for each look-up: beyond so many, names count as not resolved."""


class NotCalled(Exception):
    """Why nothing was answered: one of `not_resolved`, `not_allowed`, `not_reached`, `not_trusted`, `too_slow`,
    `no_http`; and what the operator's log may say of it.
    """

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(said or why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: `headers` without Host and Content-Length, which follow from the rest."""

    method: str
    address: str
    headers: Mapping[str, str]
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back: `content` is as much of the body as was asked for, `is_whole` whether that is all of it."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    is_whole: bool


def system_names(host: str, port: int) -> list[str]:
    """The numbers of a name as this machine resolves it."""
    return [str(place[4][0]) for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Outside:
    """The world outside, as far as it may be called. It opens nothing until it is asked to.

    `allowed` are networks that the operator opens beside the world; `loopback` lets this very machine be called, over
    plain HTTP too, as trials and tests do.
    """

    def __init__(
        self, *, allowed: tuple[Network, ...] = (), loopback: bool = False, resolve: Resolve = system_names
    ) -> None:
        self.allowed = allowed
        self.loopback = loopback
        self.resolve = resolve
        self._lookups = threading.BoundedSemaphore(LOOKUPS_AT_ONCE)

    def judged(self, scheme: str, host: str, port: int, *, seconds: float) -> list[str]:
        """The numbers to call; all that the name resolves to must be good, or somebody plays with it."""
        is_plain = scheme == "http"
        if scheme != "https" and not (is_plain and self.loopback):
            raise NotCalled("not_allowed", "it is not called over TLS")
        numbers = self._numbers(host, port, seconds)
        for number in numbers:
            if not may_be_called(number, self.allowed, loopback=self.loopback):
                raise NotCalled("not_allowed", f"{number} must not be called")
            if is_plain and not is_this_machine(number):
                raise NotCalled("not_allowed", "without TLS only this machine is called")
        return numbers

    def call(self, asked: Asked, *, seconds: float, most: int, body_seconds: float | None = None) -> Answered:
        """One request and its answer, within `seconds` and with at most `most` bytes of body. Raises NotCalled.

        The body may take `body_seconds` (else what is left); one that breaks off or takes longer is not whole.
        """
        limit = Deadline(time.monotonic() + seconds)
        url = httpcore.URL(asked.address)
        numbers = self.judged(url.scheme.decode(), url.host.decode(), url.origin.port, seconds=limit.left())
        failure = NotCalled("not_resolved")
        for nth, number in enumerate(numbers):
            backend = Pinned(number, limit, share=len(numbers) - nth)
            try:
                with httpcore.ConnectionPool(ssl_context=self._trust, network_backend=backend) as pool:
                    return _exchanged(pool, asked, url, limit, most, body_seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                # A name often has an address of the newer protocol too, and no way there.
                failure = _not_connected(error)
        raise failure

    def _numbers(self, host: str, port: int, seconds: float) -> list[str]:
        """What a name resolves to, each once; a thread does it, for the system's resolver knows no deadline."""
        if not self._lookups.acquire(blocking=False):
            raise NotCalled("not_resolved", "too many names are being resolved")
        found: list[str] = []
        done = threading.Event()

        def look_up() -> None:
            try:
                found.extend(dict.fromkeys(self.resolve(host, port)))
            except (OSError, UnicodeError):
                pass  # Nobody knows the name: there are no numbers.
            finally:
                self._lookups.release()
                done.set()

        threading.Thread(target=look_up, name="look-up", daemon=True).start()
        if not done.wait(max(0.0, seconds)) or not found:
            raise NotCalled("not_resolved", f"{host} is not resolved")
        return list(found)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Whom to believe: the authorities of this machine, or of SSL_CERT_FILE. Reading them takes some 50 ms."""
        return ssl.create_default_context()


def _exchanged(
    pool: httpcore.ConnectionPool,
    asked: Asked,
    url: httpcore.URL,
    limit: Deadline,
    most: int,
    body_seconds: float | None,
) -> Answered:
    sent = [("Host", _host_of(url)), *asked.headers.items()]
    try:
        with pool.stream(asked.method, url, headers=sent, content=asked.content) as answer:
            if body_seconds is not None:
                limit.ends = min(limit.ends, time.monotonic() + body_seconds)
            content, is_whole = _read(answer, most)
            return Answered(answer.status, _headers_of(answer), content, is_whole)
    except (httpcore.ReadTimeout, httpcore.WriteTimeout) as error:
        raise NotCalled("too_slow") from error
    except (httpcore.ProtocolError, httpcore.ReadError, httpcore.WriteError) as error:
        raise NotCalled("no_http", str(error)[:200]) from error


def _not_connected(error: Exception) -> NotCalled:
    if isinstance(error, NotTrusted):
        return NotCalled("not_trusted", str(error)[:200])
    is_slow = isinstance(error, httpcore.ConnectTimeout)
    return NotCalled("too_slow" if is_slow else "not_reached", str(error)[:200])


def _host_of(url: httpcore.URL) -> str:
    """The Host header: a number of the newer protocol stands in brackets, and the scheme's own port is not said."""
    host = url.host.decode()
    named = f"[{host}]" if ":" in host else host
    is_common = url.port in (None, {b"https": 443, b"http": 80}.get(url.scheme))
    return named if is_common else f"{named}:{url.port}"


def _headers_of(answer: httpcore.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}


def _read(answer: httpcore.Response, most: int) -> tuple[bytes, bool]:
    """At most so much of the body, and whether that is all."""
    content = b""
    try:
        for piece in answer.iter_stream():
            content += piece
            if len(content) > most:
                return content[:most], False
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        return content, False
    return content, True
