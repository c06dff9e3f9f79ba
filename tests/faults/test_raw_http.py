"""Bytes no well-behaved client sends, at the real server: what its HTTP parser lets through reaches our code."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

import httpx
import orjson
import pytest

from registry.kit.database import Database
from tests.build import description
from tests.databases import SqliteTemplate
from tests.faults.serving import Server, city_token, serving
from tests.http.bad_inputs_cases import Case, cases_of
from tests.http.bad_inputs_scene import check_shows_nothing_inside

PUBLIC_URL: Final = "https://registry.example"
REPEATED: Final = re.compile(r"<(\d+) x (.)>")


class Otherwise(NamedTuple):
    """The status we answer instead (None: the connection is closed without one), and why."""

    status: int | None
    why: str


ANSWERED_OTHERWISE: Final = {
    "http-003": Otherwise(405, "one length said twice is one length, as RFC 9112 6.3 allows; no POST goes to a page"),
    "http-014": Otherwise(200, "RFC 9112 2.2 allows a line feed alone to end a line, and the server does"),
    "http-019": Otherwise(200, "any name is served, for probes by address; no link is built from it: asserted below"),
    "http-022": Otherwise(405, "no POST goes to a page, so its body is not read; where one is, 400: asserted below"),
    "http-023": Otherwise(405, "as http-022; the connection is closed, so the rest is never waited for"),
    "http-024": Otherwise(200, "we are given the path of the target and the name of Host; no link is built from it"),
    "http-027": Otherwise(None, "HTTP/2 without TLS is switched off: the connection is closed"),
    "http-031": Otherwise(405, "RFC 9110 10.1.1: 417 is a may; what is unknown in Expect is ignored"),
}
"""What the server makes of these inputs, tried with granian 2.8.7."""


class Service(NamedTuple):
    """A running server, and the token of a city."""

    server: Server
    token: str


@pytest.fixture(scope="module")
def service(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The real server, with one listed component, behind a public address of its own."""
    data = tmp_path_factory.mktemp("raw") / "data"
    url = sqlite_template.copy(data)
    database = Database(url)
    token = city_token(database, "yunling")
    database.dispose()
    with serving(data, url, REGISTRY_PUBLIC_URL=PUBLIC_URL, REGISTRY_ACCESS_LOG="all") as server:
        with server.client(token) as client:
            for name in ("parking", "tolling"):
                body = {"publisher": "yunling", "name": name, **description()}
                assert client.post("/components", json=body).status_code == 201
                assert client.post(f"/components/yunling/{name}/versions", json={"number": "1.0"}).status_code == 201
        yield Service(server, token)


def exchange(server: Server, sent: bytes) -> bytes:
    """What comes back within two seconds until the end of the head and the body it announces; empty when closed."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=2.0) as connection:
        connection.sendall(sent)
        received = b""
        while True:
            try:
                more = connection.recv(65536)
            except ConnectionResetError:
                return received
            received += more
            head, _, body = received.partition(b"\r\n\r\n")
            announced = re.search(rb"content-length: (\d+)", head, re.I)
            if not more or (announced is not None and len(body) >= int(announced[1])):
                return received


def status_of(answer: bytes) -> int | None:
    return int(answer.split(b" ", 2)[1]) if answer else None


@pytest.mark.parametrize("case", cases_of("http"), ids=lambda case: case.id)
def test_bytes_that_are_no_proper_request_are_refused(service: Service, case: Case):
    sent = REPEATED.sub(lambda found: found[2] * int(found[1]), case.input["raw"]).encode("latin-1")

    answer = exchange(service.server, sent)

    otherwise = ANSWERED_OTHERWISE.get(case.id)
    expected = case.statuses if otherwise is None else {otherwise.status}
    assert status_of(answer) in (expected or {200}), case.expected
    check_shows_nothing_inside(answer.decode("latin-1"), "")
    assert b"evil" not in answer
    assert httpx.get(f"{service.server.address}/healthz", timeout=1.0).status_code == 200


def posted(service: Service, framing: bytes) -> bytes:
    """A registration whose body is framed so."""
    head = (
        b"POST /api/v1/components HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        b"Authorization: Bearer " + service.token.encode() + b"\r\n"
    )
    return exchange(service.server, head + framing)


@pytest.mark.parametrize(
    "framing",
    [
        b"Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nZZ\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    ],
)
def test_a_body_in_chunks_is_not_read_because_its_end_may_be_missing(service: Service, framing: bytes):
    assert status_of(posted(service, framing)) == 411


def test_a_body_shorter_than_announced_has_no_effect(service: Service):
    with service.server.client(service.token) as client:
        before = client.get("/events", params={"limit": 1000}).json()["next"]
        file = b"publiccodeYmlVersion: '0.5'\nname: Cut\nurl: https://example.org/cut\n"
        head = (
            b"POST /api/v1/publiccode HTTP/1.1\r\nHost: a\r\nContent-Type: application/yaml\r\n"
            b"Authorization: Bearer " + service.token.encode() + b"\r\nContent-Length: 9999\r\n\r\n"
        )

        with socket.create_connection(("127.0.0.1", service.server.port), timeout=2.0) as connection:
            connection.sendall(head + file)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(65536)

        assert status_of(answer) in {None, 400}
        assert client.get("/events", params={"limit": 1000}).json()["next"] == before


@pytest.mark.parametrize(
    ("request_line", "number"),
    [
        (b"POST /api/v1/components HTTP/1.1\r\nIdempotency-Key: slow", "1.1"),
        (b"PATCH /api/v1/components/yunling/tolling HTTP/1.1\r\nIf-Match: *", "1.2"),
    ],
)
def test_who_sends_a_body_slowly_keeps_nobody_else_from_writing(service: Service, request_line: bytes, number: str):
    head = (
        request_line + b"\r\nHost: a\r\nContent-Type: application/json\r\n"
        b"Authorization: Bearer " + service.token.encode() + b"\r\nContent-Length: 100\r\n\r\n{"
    )
    with (
        socket.create_connection(("127.0.0.1", service.server.port)) as slow,
        service.server.client(service.token) as client,
    ):
        slow.sendall(head)
        time.sleep(0.2)

        answer = client.post("/components/yunling/parking/versions", json={"number": number}, timeout=2.0)

        assert answer.status_code == 201


def test_a_header_that_comes_twice_names_nobody(service: Service):
    token = service.token.encode()
    for first, second in ((b"x", token), (token, b"x"), (token, token)):
        lines = b"Authorization: Bearer " + first + b"\r\nAuthorization: Bearer " + second + b"\r\n"

        answer = exchange(service.server, b"GET /api/v1/tokens HTTP/1.1\r\nHost: a\r\n" + lines + b"\r\n")

        assert status_of(answer) == 401


def test_a_key_with_a_line_break_cannot_be_sent(service: Service):
    answer = posted(service, b"Idempotency-Key: a\rb\r\nContent-Length: 2\r\n\r\n{}")

    assert status_of(answer) == 400


@pytest.mark.parametrize("path", ["/api/v1/components?limit=1", "/api/v1/nothing", "/.well-known/api-catalog"])
def test_no_link_is_built_from_the_name_a_caller_calls_us(service: Service, path: str):
    headers = "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n"

    answer = exchange(service.server, f"GET {path} HTTP/1.1\r\n{headers}\r\n".encode())

    assert b"evil" not in answer
    assert PUBLIC_URL.encode() in answer


def test_five_hundred_idle_connections_keep_nobody_waiting(service: Service):
    with ExitStack() as idle:
        for _ in range(500):
            connection = idle.enter_context(socket.create_connection(("127.0.0.1", service.server.port)))
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")

        assert httpx.get(f"{service.server.address}/healthz", timeout=1.0).status_code == 200
        assert httpx.get(f"{service.server.address}/api/v1/components", timeout=1.0).status_code == 200


def test_what_a_caller_sends_forges_no_line_of_the_log_and_shows_no_token(service: Service):
    path = "/api/v1/components/a%0A%7B%22forged%22%3A1%7D%1B%5B31m%00"
    with service.server.client(service.token) as client:
        client.get("/tokens", headers={"User-Agent": "x" * 20_000})
        client.get(f"{service.server.address}{path}")
        client.get("/components/yunling/parking", params={"x": service.token})

    log = service.server.log.read_text(encoding="utf-8")
    assert service.token not in log
    assert "forged" in log
    assert "\x1b" not in log
    for line in log.splitlines():
        assert len(line) < 2_000
        if "forged" in line or line.startswith("{"):
            assert orjson.loads(line)["event"] == "request"


def test_a_revoked_token_is_refused_at_once_by_every_worker(sqlite_template: SqliteTemplate, tmp_path: Path):
    url = sqlite_template.copy(tmp_path / "data")
    database = Database(url)
    token = city_token(database, "yunling")
    database.dispose()
    with serving(tmp_path / "data", url, workers=2) as server, server.client(token) as client:
        issued = client.post("/tokens", json={"scopes": ["catalogue:write"]}).json()
        assert ask_every_worker(server, issued["token"]) == {200}

        assert client.delete(f"/tokens/{issued['id']}").status_code == 204

        assert ask_every_worker(server, issued["token"]) == {401}


def ask_every_worker(server: Server, token: str) -> set[int]:
    """The answers of many connections: the system spreads them over the workers."""
    statuses = set()
    for _ in range(20):
        with server.client(token) as client:
            statuses.add(client.get("/organisations/yunling").status_code)
    return statuses
