"""Connections to one number that was judged, on which nothing lasts beyond one deadline.

The client's own timeouts are for each step: a server that sends a byte now and then would hold its caller for ever.
"""

import ssl
import time
from dataclasses import dataclass
from typing import Any, Final

import httpcore

PIECE: Final = 4 * 1024


class NotTrusted(httpcore.ConnectError):
    """The other side could not show that it bears the name."""


@dataclass
class Deadline:
    """When everything must be over, by the clock that only goes forward."""

    ends: float

    def left(self) -> float:
        return max(0.0, self.ends - time.monotonic())


class Pinned(httpcore.NetworkBackend):
    """Connects to one number, whatever the name is, and lets nothing last beyond the deadline."""

    def __init__(self, number: str, limit: Deadline, *, share: int) -> None:
        self.number, self.limit, self.share = number, limit, share

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        # A number that is a black hole must leave time for the ones after it.
        seconds = self.limit.left() / self.share
        if not seconds:
            raise httpcore.ConnectTimeout()
        stream = httpcore.SyncBackend().connect_tcp(self.number, port, seconds, local_address, socket_options)
        return _Bounded(stream, self.limit)


class _Bounded(httpcore.NetworkStream):
    """A connection on which each step may take what is left of the deadline, and each read takes a small piece."""

    def __init__(self, stream: httpcore.NetworkStream, limit: Deadline) -> None:
        self.stream, self.limit = stream, limit

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        seconds = self.limit.left()
        if not seconds:
            raise httpcore.ReadTimeout()
        return self.stream.read(min(max_bytes, PIECE), seconds)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), PIECE):
            seconds = self.limit.left()
            if not seconds:
                raise httpcore.WriteTimeout()
            self.stream.write(buffer[start : start + PIECE], seconds)

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = self.limit.left()
        if not seconds:
            raise httpcore.ConnectTimeout()
        try:
            return _Bounded(self.stream.start_tls(ssl_context, server_hostname, seconds), self.limit)
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLError):
                raise NotTrusted(str(error)) from error
            raise

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
