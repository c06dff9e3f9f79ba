"""Where webhooks may not lead: every hostile address of the reference data, when entered and when called."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpcore
import pytest
from sqlalchemy import update

from registry.kit.addresses import read_networks
from registry.kit.clock import SimulatedClock
from registry.webhooks.delivering import Deliverer
from registry.webhooks.models import Webhook
from tests.build import START, Client, Registry
from tests.http.bad_inputs_cases import Case, all_cases, cases_of
from tests.postgres import leave_out
from tests.webhook_receiver import Receiver, answering, receiving

WEBHOOKS = "/api/v1/webhooks"
OWN = "https://this-registry.example"
PUBLIC = "93.184.216.34"


class Names:
    """The resolver of a test: what each name resolves to, one answer after the other; all others are unknown."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): list(found) for name, found in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.answers:
            # A number in an address is its own answer, as the system's resolver has it.
            if host.replace(".", "").isdigit() or ":" in host:
                return [host]
            raise OSError("no such name")
        found = self.answers[host]
        return found.pop(0) if len(found) > 1 else found[0]


INSIDE = {"registry_internal": [["10.1.2.3"]], "localhost": [["127.0.0.1", "::1"]]}


def names_of(case: Case) -> Names:
    """What the case says of its names; a CNAME is followed by the resolver, so it gives what stands behind it."""
    said: list[Any] = case.input.get("dns", [])
    host = case.input["url"].split("/")[2].replace(".", "_") if said else "hook_example"
    answers = [["127.0.0.1"] if row == "CNAME localhost" else [row] if isinstance(row, str) else row for row in said]
    return Names(**INSIDE, **{host: answers or [[PUBLIC]]})


@contextmanager
def in_production(database_url: str, folder: Path, clock: SimulatedClock, names: Names) -> Iterator[Registry]:
    """A registry as it runs in earnest, in a world where names mean this."""
    with Registry.open(database_url, folder, clock, production=True, public_url=OWN) as registry:
        deliverer(registry).outside.resolve = names
        yield registry


def deliverer(registry: Registry) -> Deliverer:
    found: Deliverer = registry.app.extensions["registry.webhooks"]
    return found


def entered(registry: Registry, owner: Client, url: str) -> str:
    """A webhook at an address that it could not have been entered with, as if the world had changed since."""
    resolve, deliverer(registry).outside.resolve = deliverer(registry).outside.resolve, Names(hook_example=[[PUBLIC]])
    answer = owner.post(WEBHOOKS, {"url": "https://hook.example/"})
    assert answer.status_code == 201, answer.json
    deliverer(registry).outside.resolve = resolve
    with registry.database.writing() as session:
        session.execute(update(Webhook).values(url=url))
    return str(answer.json["id"])


REFUSED = [case for case in cases_of("webhook") if int(case.id[-3:]) <= 50 or case.id == "webhook-059"]
ANSWERED_ODDLY = ("webhook-051", "webhook-053", "webhook-054", "webhook-057", "webhook-060", "webhook-061")


@pytest.mark.parametrize("case", [case for case in REFUSED if case.id != "webhook-048"], ids=lambda case: case.id)
def test_a_hostile_address_is_refused_when_entered_and_again_when_called(
    database_url: str, tmp_path: Path, clock: SimulatedClock, case: Case, connections: list[Any]
):
    with in_production(database_url, tmp_path / "data", clock, names_of(case)) as registry:
        yunling = registry.city("yunling")

        refused = yunling.post(WEBHOOKS, {"url": case.input["url"]})

        assert refused.status_code == 422, case.expected
        assert refused.json["errors"][0]["pointer"] == "/url"
        if len(case.input["url"]) <= 2000:
            webhook = entered(registry, yunling, case.input["url"])
            deliverer(registry).deliver_due()
            outcome = yunling.get(f"{WEBHOOKS}/{webhook}/deliveries").json["items"][0]
            assert (outcome["outcome"], outcome["failure"]) == ("refused", "not_allowed")
    assert connections == [], "no packet leaves"


def test_every_hostile_case_is_driven():
    if not all_cases():
        leave_out("reference data")
    assert {case.id for case in REFUSED} | set(ANSWERED_ODDLY) == {case.id for case in cases_of("webhook")}


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every connection that this process makes to somewhere else than its database, as it is made."""
    made: list[Any] = []
    connect = httpcore.SyncBackend.connect_tcp

    def remembered(self: Any, host: str, *arguments: Any, **options: Any) -> Any:
        made.append(host)
        return connect(self, host, *arguments, **options)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", remembered)
    return made


def test_webhook_045_the_refusal_of_mixed_scripts_says_the_punycode(registry: Registry):
    refused = registry.city("yunling").post(WEBHOOKS, {"url": "https://ex\u0430mple.com/"})

    assert refused.status_code == 422
    assert "xn--exmple-4nf.com" in refused.json["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://HOOK.example.:443", "https://hook.example/"),
        ("https://ｈｏｏｋ。example/a?b=c", "https://hook.example/a?b=c"),
        ("https://hook.example:8443/钩子", "https://hook.example:8443/%E9%92%A9%E5%AD%90"),
        ("https://政务city.example/", "https://xn--city-u29f499g.example/"),
        ("https://[2606:4700:0:0::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_kept_in_one_way(database_url: str, tmp_path: Path, clock: SimulatedClock, typed: str, kept: str):
    names = Names(hook_example=[[PUBLIC]], **{"xn--city-u29f499g_example": [[PUBLIC]]})
    with in_production(database_url, tmp_path / "data", clock, names) as registry:
        answer = registry.city("yunling").post(WEBHOOKS, {"url": typed})

    assert (answer.status_code, answer.json.get("url")) == (201, kept), answer.json


def test_a_name_that_nobody_knows_is_refused_in_both_languages(
    database_url: str, tmp_path: Path, clock: SimulatedClock
):
    with in_production(database_url, tmp_path / "data", clock, Names()) as registry:
        yunling = registry.city("yunling")
        english = yunling.post(WEBHOOKS, {"url": "https://hook.example/"})
        chinese = Client(registry.app, yunling.token, "zh").post(WEBHOOKS, {"url": "https://hook.example/"})

    assert english.json["errors"][0]["detail"] == "The host name cannot be resolved."
    assert chinese.json["errors"][0]["detail"] == "无法解析该主机名。"


def test_webhook_026_a_government_intranet_is_called_where_the_operator_allows_it(
    database_url: str, tmp_path: Path, clock: SimulatedClock
):
    with Registry.open(
        database_url, tmp_path / "data", clock, production=True, webhook_networks=("10.0.0.0/8",)
    ) as registry:
        deliverer(registry).outside.resolve = Names()
        yunling = registry.city("yunling")

        inside = yunling.post(WEBHOOKS, {"url": "https://10.0.0.1/"})
        other = yunling.post(WEBHOOKS, {"url": "https://192.168.0.1/"})

        assert (inside.status_code, other.status_code) == (201, 422)
        assert deliverer(registry).outside.allowed == read_networks(["10.0.0.0/8"])


def test_webhook_048_the_number_that_was_judged_is_called_and_the_name_is_not_asked_again(
    registry: Registry, connections: list[Any]
):
    """The judged number is called though the name means another one by now: nothing answers on 127.0.0.2."""
    yunling = registry.city("yunling")
    with receiving() as receiver:
        names = Names(localhost=[["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]])
        deliverer(registry).outside.resolve = names
        made = yunling.post(WEBHOOKS, {"url": receiver.url.replace("127.0.0.1", "localhost")})
        assert made.status_code == 201, made.json

        deliverer(registry).deliver_due()

        assert len(receiver.received) == 1
        assert receiver.received[0].headers["host"] == f"localhost:{receiver.port}"
    assert names.asked == ["localhost", "localhost"], "once when entered, once for the one delivery"
    assert connections == ["127.0.0.1"]


def test_webhook_051_a_redirect_is_a_failure_and_nobody_follows_it(registry: Registry, connections: list[Any]):
    with receiving() as receiver:
        receiver.answer = answering(302, Location="http://169.254.169.254/")
        assert attempts(registry, receiver) == [("failed", 302)]
    assert connections == ["127.0.0.1"]


def attempts(registry: Registry, receiver: Receiver) -> list[tuple[str, int | None]]:
    """What became of one event for this receiver."""
    yunling = registry.city("yunling")
    made = yunling.post(WEBHOOKS, {"url": receiver.url}).json["id"]
    deliverer(registry).deliver_due()
    return [(row["outcome"], row["answered"]) for row in yunling.get(f"{WEBHOOKS}/{made}/deliveries").json["items"]]


def test_webhook_053_an_endless_body_is_not_read(registry: Registry):
    written: list[int] = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                written.append(handler.wfile.write(b"x" * 1024))
        except OSError:
            written.append(0)

    with receiving() as receiver:
        receiver.answer = endless
        began = time.monotonic()
        assert attempts(registry, receiver) == [("delivered", 200)]
        took = time.monotonic() - began
        wait_until(lambda: bool(written) and written[-1] == 0)

    assert took < 5


def wait_until(is_so: Callable[[], bool], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_webhook_054_a_server_that_dribbles_holds_nobody_beyond_the_deadline(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
):
    """A byte of a header each tenth of a second, for ever; the deadline is shortened so that nobody waits for it."""
    monkeypatch.setattr("registry.webhooks.sending.SECONDS", 1.5)

    def dribble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            while True:
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    with receiving() as receiver:
        receiver.answer = dribble
        began = time.monotonic()
        assert attempts(registry, receiver) == [("failed", None)]

    assert time.monotonic() - began < 4


def test_a_body_that_dribbles_does_not_delay_what_its_status_said(registry: Registry):
    def dribble(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    with receiving() as receiver:
        receiver.answer = dribble
        began = time.monotonic()
        assert attempts(registry, receiver) == [("delivered", 200)]

    assert 1.5 < time.monotonic() - began < 5


def test_webhook_060_and_061_the_same_message_has_the_same_id_and_both_secrets_verify(registry: Registry):
    yunling = registry.city("yunling")
    with receiving() as receiver:
        made = yunling.post(WEBHOOKS, {"url": receiver.url}).json
        yunling.post(f"{WEBHOOKS}/{made['id']}/rotation")
        receiver.answer = answering(500)
        deliverer(registry).deliver_due()
        registry.clock.set(START + timedelta(seconds=6))
        deliverer(registry).deliver_due()

    first, second = receiver.received
    assert first.id == second.id
    assert len(second.headers["webhook-signature"].split()) == 2


def test_in_a_trial_only_this_very_machine_is_called_without_tls(registry: Registry):
    yunling = registry.city("yunling")

    for url in ("http://hook.example/", "http://10.0.0.1/", "http://0.0.0.0/", "http://127.0.0.1.example/"):
        assert yunling.post(WEBHOOKS, {"url": url}).status_code == 422
    assert yunling.post(WEBHOOKS, {"url": "http://[::1]:8000/"}).status_code == 201
