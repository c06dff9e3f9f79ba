"""Speaking to servers that are not there, not ours, slow, busy or cut off in the middle."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.build import description
from tests.cli.conftest import Shell
from tests.cli.serving import answers, free_port, listening, passed_on, served
from tests.databases import SqliteTemplate

PROBLEM = "Content-Type: application/problem+json"
BUSY = json.dumps({"status": 429, "code": "too_many_requests", "detail": "Try again in 1 seconds."}).encode()
EMPTY_LIST = b'{"items": [], "next": null}'
OURS = ("Content-Type: application/json", 'RateLimit-Policy: "reads";q=6000;w=60')


@pytest.fixture
def caller(tmp_path: Path) -> Callable[..., Shell]:
    """A shell that speaks to an address, and waits for it a second at most."""

    def speaking_to(url: str, **environment: str) -> Shell:
        return Shell({"REGISTRY_TIMEOUT": "1", **environment}, tmp_path, ("--url", url))

    return speaking_to


@pytest.mark.parametrize(
    ("status", "kind", "body", "said"),
    [
        ("200 OK", "text/html", b"<html>Welcome</html>", "no registry's answer (status 200, text/html)"),
        ("200 OK", "application/json", b'{"items": [], "next": null}', "no registry's answer (status 200"),
        ("404 Not Found", "text/html", b"<html>Nothing</html>", "no registry's answer (status 404, text/html)"),
        ("500 Internal Server Error", "text/plain", b"oops", "no registry's answer (status 500, text/plain)"),
        ("502 Bad Gateway", "text/html", b"<html>", "is not available at the moment (status 502)"),
        ("400 Bad Request", "application/problem+json", b"[not json", "no registry's answer (status 400"),
    ],
)
def test_what_is_no_registrys_answer_is_told_in_a_sentence(
    caller: Callable[..., Shell], status: str, kind: str, body: bytes, said: str
):
    answer = answers(status, f"Content-Type: {kind}", body=body)

    with listening(lambda connection, request, number: connection.sendall(answer)) as url:
        result = caller(url).run("organisations", "list")

    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_an_answer_of_ours_without_json_is_none(caller: Callable[..., Shell]):
    answer = answers("200 OK", *OURS, body=b"<html>")

    with listening(lambda connection, request, number: connection.sendall(answer)) as url:
        result = caller(url).run("organisations", "list", language="zh_CN.UTF-8")

    assert result.exit_code == 1
    assert "不是登记平台的答复" in result.stderr


def test_what_a_server_says_cannot_steer_the_terminal(caller: Callable[..., Shell]):
    told = {"detail": "Red \x1b[31mtext", "errors": ["no object", {"pointer": "/x", "detail": "wrong\r\n"}]}
    answer = answers("422 Unprocessable Content", PROBLEM, body=json.dumps(told).encode())

    with listening(lambda connection, request, number: connection.sendall(answer)) as url:
        result = caller(url).run("organisations", "list")

    assert (result.exit_code, result.stderr) == (1, "Red [31mtext\n  /x: wrong\n")


def test_a_closed_port_is_told_in_the_language_of_the_terminal(caller: Callable[..., Shell]):
    shell = caller(f"http://127.0.0.1:{free_port()}")

    english = shell.run("organisations", "list")
    chinese = shell.run("organisations", "list", language="zh_CN.UTF-8")

    assert (english.exit_code, chinese.exit_code) == (1, 1)
    assert "cannot be reached" in english.stderr
    assert "无法连接" in chinese.stderr


def test_a_server_that_never_answers_is_given_up(caller: Callable[..., Shell]):
    started = time.monotonic()

    with listening(lambda connection, request, number: time.sleep(1.5)) as url:
        result = caller(url, REGISTRY_TIMEOUT="0.3").run("organisations", "list")

    assert result.exit_code == 1
    assert "did not answer in time" in result.stderr
    assert time.monotonic() - started < 10


def test_an_answer_that_trickles_in_for_ever_is_given_up(caller: Callable[..., Shell]):
    def trickle(connection: socket.socket, request: bytes, number: int) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            connection.sendall(b" ")
            time.sleep(0.05)

    with listening(trickle) as url:
        result = caller(url, REGISTRY_TIMEOUT="0.1").run("organisations", "list")

    assert result.exit_code == 1
    assert "did not answer in time" in result.stderr


def test_a_read_is_sent_again_when_the_connection_is_lost(caller: Callable[..., Shell]):
    def lose_first(connection: socket.socket, request: bytes, number: int) -> None:
        if number > 1:
            connection.sendall(answers("200 OK", *OURS, body=EMPTY_LIST))

    with listening(lose_first) as url:
        assert caller(url).json("organisations", "list") == []


def test_who_is_asked_to_wait_waits(caller: Callable[..., Shell]):
    def busy_first(connection: socket.socket, request: bytes, number: int) -> None:
        busy = answers("429 Too Many Requests", PROBLEM, "Retry-After: 1", body=BUSY)
        connection.sendall(busy if number == 1 else answers("200 OK", *OURS, body=EMPTY_LIST))

    started = time.monotonic()
    with listening(busy_first) as url:
        assert caller(url).json("organisations", "list") == []
    assert time.monotonic() - started >= 1


def test_who_is_asked_to_wait_for_an_hour_is_told_so_at_once(caller: Callable[..., Shell]):
    busy = answers("429 Too Many Requests", PROBLEM, "Retry-After: 3600", body=BUSY)
    started = time.monotonic()

    with listening(lambda connection, request, number: connection.sendall(busy)) as url:
        result = caller(url).run("organisations", "list")

    assert (result.exit_code, result.stderr) == (1, "Try again in 1 seconds.\n")
    assert time.monotonic() - started < 5


def test_a_change_is_not_led_to_another_address(caller: Callable[..., Shell]):
    moved = answers("301 Moved Permanently", "Location: https://registry.example/api/v1/organisations")

    with listening(lambda connection, request, number: connection.sendall(moved)) as url:
        result = caller(url).run("organisations", "add", "x", "--kind", "city", "--name-en", "X")

    assert result.exit_code == 1
    assert "has moved to https://registry.example" in result.stderr


def test_the_token_is_sent_as_a_bearers_and_shown_nowhere(caller: Callable[..., Shell]):
    received: list[bytes] = []

    def keep(connection: socket.socket, request: bytes, number: int) -> None:
        received.append(request)
        connection.sendall(answers("500 Oops", "Content-Type: text/plain"))

    with listening(keep) as url:
        result = caller(url, REGISTRY_TOKEN="a-secret").run("organisations", "list")

    assert b"\r\nAuthorization: Bearer a-secret\r\n" in received[0]
    assert b"\r\nAccept-Language: en\r\n" in received[0]
    assert "a-secret" not in result.output


@pytest.mark.parametrize(
    "url",
    ["registry.example", "ftp://registry.example", "https://", "https://user:password@registry.example", "http://["],
)
def test_an_address_that_will_not_do_is_wrong_usage(caller: Callable[..., Shell], url: str):
    result = caller(url).run("organisations", "list")

    assert result.exit_code == 2
    assert "will not do" in result.stderr


def test_what_is_no_token_is_wrong_usage(caller: Callable[..., Shell]):
    result = caller("https://registry.example", REGISTRY_TOKEN="令牌").run("organisations", "list")

    assert result.exit_code == 2
    assert "REGISTRY_TOKEN" in result.stderr


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory, sqlite_template: SqliteTemplate) -> Iterator[tuple[str, str]]:
    """A registry that really runs: its address, and a token of an administrator."""
    folder = tmp_path_factory.mktemp("far")
    url = sqlite_template.copy(folder / "data")
    own = Shell({"REGISTRY_DATA": str(folder / "data"), "REGISTRY_DATABASE_URL": url}, folder)
    for slug, kind in (("national", "authority"), ("yunling", "city")):
        own.done("organisations", "add", slug, "--kind", kind, "--name-en", f"Demo {slug}")
    scopes = ("platform:admin", "organisation:manage", "catalogue:write", "adoption:write")
    token = own.json("tokens", "issue", "national", *(word for scope in scopes for word in ("--scope", scope)))
    with served(own.environment, folder / "log") as address:
        yield address, token["token"]


def cut_off(url: str, what: bytes) -> Callable[[socket.socket, bytes, int], None]:
    """Passes requests on to `url`, and keeps back the answer to the first that begins with `what`."""
    cut: list[bytes] = []

    def handle(connection: socket.socket, request: bytes, number: int) -> None:
        answer = passed_on(request, url)
        if request.startswith(what) and not cut:
            cut.append(answer)
            return
        connection.sendall(answer)

    return handle


def test_a_post_whose_answer_is_cut_off_is_not_done_twice(caller: Callable[..., Shell], far: tuple[str, str]):
    url, token = far
    with listening(cut_off(url, b"POST ")) as proxy:
        shell = caller(proxy, REGISTRY_TOKEN=token, REGISTRY_TIMEOUT="10")
        added = shell.json("organisations", "add", "once", "--kind", "city", "--name-en", "Once")

    events = caller(url, REGISTRY_TOKEN=token, REGISTRY_TIMEOUT="10")
    assert added["slug"] == "once"
    assert [entry["slug"] for entry in events.json("organisations", "list")].count("once") == 1


def test_a_secret_whose_answer_is_cut_off_is_not_issued_twice(caller: Callable[..., Shell], far: tuple[str, str]):
    url, token = far
    with listening(cut_off(url, b"POST ")) as proxy:
        shell = caller(proxy, REGISTRY_TOKEN=token, REGISTRY_TIMEOUT="10")
        result = shell.run("tokens", "issue", "yunling", "--scope", "catalogue:write", "--label", "cut")

    issued = caller(url, REGISTRY_TOKEN=token, REGISTRY_TIMEOUT="10").json("tokens", "list", "yunling")
    assert result.exit_code == 1
    assert "revoke it and issue another" in result.stderr
    assert [entry["label"] for entry in issued].count("cut") == 1


def test_an_import_that_was_broken_off_goes_on_where_it_was(caller: Callable[..., Shell], far: tuple[str, str]):
    url, token = far
    lines = [
        json.dumps({"publisher": "yunling", "name": name, **description(), "version": {"number": "1.0"}})
        for name in ("lights", "parking", "signals")
    ]
    shell = caller(url, REGISTRY_TOKEN=token, REGISTRY_TIMEOUT="10")
    first = shell.json("import", shell.write("part.ndjson", "\n".join(lines[:2])))

    again = shell.json("import", shell.write("all.ndjson", "\n".join(lines)))

    assert (first["entered"], again["entered"], again["refused"]) == (2, 3, [])
    assert len(shell.json("versions", "yunling/lights")) == 1
