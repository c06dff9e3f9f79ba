"""Calls to addresses that others named: judged, pinned, over TLS in the name's name, and over in time."""

import socket
import threading
import time
from pathlib import Path

import pytest

from registry.kit.addresses import read_networks
from registry.kit.calling_out import Asked, NotCalled, Outside
from tests.rules.test_fetching_keys import certified
from tests.webhook_receiver import receiving

LOCAL = read_networks(["127.0.0.0/8"])


def asked(address: str) -> Asked:
    return Asked("POST", address, {"Content-Type": "text/plain"}, b"hello")


def why(outside: Outside, address: str, seconds: float = 5.0) -> str:
    with pytest.raises(NotCalled) as refused:
        outside.call(asked(address), seconds=seconds, most=100)
    return refused.value.why


def test_the_name_is_called_at_the_number_that_was_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    context, trusted = certified(tmp_path, "hook.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    outside = Outside(allowed=LOCAL, resolve=lambda host, port: answers.pop(0))

    with receiving(tls=context) as receiver:
        answer = outside.call(asked(f"https://hook.example:{receiver.port}/x?y=z"), seconds=5, most=100)

        assert answer.status == 204
        assert receiver.received[0].headers["host"] == f"hook.example:{receiver.port}"
        assert (receiver.received[0].path, receiver.received[0].body) == ("/x?y=z", b"hello")
        assert why(outside, f"https://hook.example:{receiver.port}/") == "not_allowed", "by now it means another"


def test_a_certificate_of_another_name_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    context, trusted = certified(tmp_path, "other.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    outside = Outside(allowed=LOCAL, resolve=lambda host, port: ["127.0.0.1"])

    with receiving(tls=context) as receiver:
        assert why(outside, f"https://hook.example:{receiver.port}/") == "not_trusted"
        assert receiver.received == []


def test_one_bad_number_among_many_spoils_the_name():
    outside = Outside(resolve=lambda host, port: ["93.184.216.34", "10.0.0.5"])

    assert why(outside, "https://multi.example/") == "not_allowed"


def test_the_next_number_is_tried_where_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    context, trusted = certified(tmp_path, "hook.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    outside = Outside(allowed=LOCAL, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])

    with receiving(tls=context) as receiver:
        assert outside.call(asked(f"https://hook.example:{receiver.port}/"), seconds=5, most=9).status == 204


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch):
    with receiving() as proxy, receiving() as receiver:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")

        Outside(loopback=True).call(asked(receiver.url), seconds=5, most=100)

        assert (len(proxy.received), len(receiver.received)) == (0, 1)


def test_a_resolver_that_hangs_holds_nobody_and_only_so_many_threads():
    hangs = threading.Event()
    outside = Outside(resolve=lambda host, port: [str(hangs.wait(20))])

    began = time.monotonic()
    for _ in range(20):
        assert why(outside, "https://slow.example/", seconds=0.05) == "not_resolved"
    threads = sum(thread.name == "look-up" for thread in threading.enumerate())
    hangs.set()

    assert time.monotonic() - began < 5
    assert threads <= 16


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_whoever_dribbles_is_left_at_the_deadline(said: bytes):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stop = threading.Event()

        def dribble() -> None:
            connection, _ = listening.accept()
            with connection:
                while not stop.wait(0.05):
                    try:
                        connection.sendall(said or b"H")
                        connection.sendall(b"" if said.endswith(b"\n") else b"x")
                    except OSError:
                        return

        threading.Thread(target=dribble, daemon=True).start()
        began = time.monotonic()
        found = why(Outside(loopback=True), f"http://127.0.0.1:{listening.getsockname()[1]}/", seconds=1.0)
        took = time.monotonic() - began
        stop.set()

    assert found in ("too_slow", "no_http")
    assert took < 2


def test_a_handshake_that_dribbles_is_left_at_the_deadline():
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def say_nothing() -> None:
            connection, _ = listening.accept()
            with connection:
                for _ in range(100):
                    time.sleep(0.05)
                    try:
                        connection.sendall(b"\x16")
                    except OSError:
                        return

        threading.Thread(target=say_nothing, daemon=True).start()
        outside = Outside(allowed=LOCAL)
        began = time.monotonic()
        address = f"https://127.0.0.1:{listening.getsockname()[1]}/"
        found = why(outside, address, seconds=1.0)

    assert found in ("too_slow", "not_trusted")
    assert time.monotonic() - began < 3
