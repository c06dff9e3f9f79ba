"""A client that costs little: requests are bytes made earlier, answers are only measured, connections stay open."""

import re
import select
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from typing import NamedTuple

from benchmarks.servers import Served

CONNECTIONS = 32


class Load(NamedTuple):
    """What a while of load came to: requests answered, in how many seconds, and the workers' time for each."""

    requests: int
    seconds: float
    cpu_microseconds: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def request_bytes(path: str, headers: Mapping[str, str] | None = None) -> bytes:
    """A GET as it goes over the wire."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


class Connection:
    """One open connection; an answer is read whole before the next request is sent."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def send(self, request: bytes) -> None:
        self.received = b""
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has come; whether the answer is whole."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("The server closed the connection.")
        self.received += part
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end:
            return False
        return len(body) >= _content_length(head)

    def ask(self, request: bytes) -> bytes:
        """Send a request and wait for its whole answer, head and body."""
        self.send(request)
        while not self.receive():
            pass
        return self.received

    def close(self) -> None:
        self.socket.close()


def _content_length(head: bytes) -> int:
    found = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    return int(found.group(1)) if found else 0


def status_of(answer: bytes) -> int:
    return int(answer[9:12])


def header_of(answer: bytes, name: str) -> str:
    """A header of an answer; its absence is an error."""
    found = re.search(rb"\r\n" + name.encode() + rb": *([^\r]*)", answer, re.IGNORECASE)
    assert found is not None, name
    return found.group(1).decode()


def load(served: Served, path: str, seconds: float, *, expect: int, headers: Mapping[str, str] | None = None) -> Load:
    """Ask for one path over 32 connections, each as fast as it is answered. wrk does so where it is installed."""
    request = request_bytes(path, headers)
    _check(served, request, expect)
    before, started = served.cpu_seconds(), time.perf_counter()
    if seconds >= 1 and shutil.which("wrk"):  # it counts in whole seconds
        count = _by_wrk(served, path, seconds, headers or {})
    else:
        count = _by_us(served, request, seconds)
    took = time.perf_counter() - started
    return Load(count, took, (served.cpu_seconds() - before) / count * 1e6)


def _check(served: Served, request: bytes, expect: int) -> None:
    connection = Connection(served.port)
    found = status_of(connection.ask(request))
    connection.close()
    assert found == expect, f"status {found} instead of {expect}"


def _by_wrk(served: Served, path: str, seconds: float, headers: Mapping[str, str]) -> int:
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    address = f"http://127.0.0.1:{served.port}{path}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{round(seconds)}s", *told, address]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Socket errors" not in output, output
    found = re.search(r"(\d+) requests in", output)
    assert found is not None, output
    return int(found.group(1))


def _by_us(served: Served, request: bytes, seconds: float) -> int:
    open_ones = {each.socket.fileno(): each for each in (Connection(served.port) for _ in range(CONNECTIONS))}
    poll = select.epoll()
    for number, connection in open_ones.items():
        poll.register(number, select.EPOLLIN)
        connection.send(request)
    count, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        for number, _ in poll.poll(1.0):
            connection = open_ones[number]
            if connection.receive():
                count += 1
                connection.send(request)
    for connection in open_ones.values():
        connection.close()
    return count


def latencies(served: Served, requests: Sequence[bytes], count: int) -> Iterator[float]:
    """Milliseconds of `count` requests one after another over one connection, taking turns among `requests`."""
    connection = Connection(served.port)
    for request, _ in zip(cycle(requests), range(count), strict=False):
        started = time.perf_counter()
        answer = connection.ask(request)
        took = (time.perf_counter() - started) * 1000
        assert status_of(answer) == 200, answer[:300]
        yield took
    connection.close()
