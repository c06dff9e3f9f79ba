"""Registries that commands speak to from afar: a real one, and what is none."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@contextmanager
def served(environment: dict[str, str], log: Path) -> Iterator[str]:
    """`python -m registry serve` with these settings; its address."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REGISTRY_")}
    command = [sys.executable, "-m", "registry", "serve", "--port", str(port), "--workers", "1"]
    with started(command, {**clean, **environment}, log, port) as url:
        yield url


@contextmanager
def started(command: Sequence[str], environment: Mapping[str, str], log: Path, port: int) -> Iterator[str]:
    """A command that serves, in a session of its own; its address once it says that it is ready."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(f"{url}/readyz", process, log)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urlopen(address, timeout=2) as answer:  # noqa: S310 — our own server
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


Handler = Callable[[socket.socket, bytes, int], None]


@contextmanager
def listening(handle: Handler) -> Iterator[str]:
    """A server that does with each request what `handle` says: given the connection, the request and its number."""
    listener = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        number = 0
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            number += 1
            with closing(connection):
                connection.settimeout(10)
                with suppress(OSError):  # The caller goes away, as some tests want it.
                    handle(connection, read_request(connection), number)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        ended.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(15)


def read_request(connection: socket.socket) -> bytes:
    """A whole request: its head, and as much of a body as the head announces."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (piece := connection.recv(65536)):
            return received
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length and (piece := connection.recv(65536)):
        body += piece
    return head + b"\r\n\r\n" + body


def answers(status: str, *headers: str, body: bytes = b"") -> bytes:
    """An answer as it goes over the wire; the connection closes after it."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body


def passed_on(request: bytes, url: str) -> bytes:
    """What the registry at `url` answers to a request that was read whole."""
    host, _, port = url.removeprefix("http://").partition(":")
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"connection:", b"host:"))]
    lines[1:1] = [f"Host: {host}:{port}".encode(), b"Connection: close"]
    received = b""
    with socket.create_connection((host, int(port)), timeout=30) as upstream:
        upstream.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        while piece := upstream.recv(65536):
            received += piece
    return received
