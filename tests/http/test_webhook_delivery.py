"""What a webhook is sent: what its organisation may read, signed, in order, at least once."""

import base64
import hashlib
import hmac
import re
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import WebhookVerificationError

from registry.webhooks.delivering import Deliverer
from tests.build import START, Client, Registry
from tests.webhook_receiver import Receiver, answering, real_now, receiving

WEBHOOKS = "/api/v1/webhooks"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as running:
        yield running


def deliverer(registry: Registry) -> Deliverer:
    found: Deliverer = registry.app.extensions["registry.webhooks"]
    return found


def hook(owner: Client, receiver: Receiver, *types: str) -> dict[str, str]:
    """A webhook of the organisation of this client, which has had everything up to now."""
    answer = owner.post(WEBHOOKS, {"url": receiver.url, "types": types or ["component.*", "version.*", "adoption.*"]})
    assert answer.status_code == 201, answer.json
    made: dict[str, str] = answer.json
    return made


def deliveries(owner: Client, made: dict[str, str]) -> list[tuple[str, int | None, str | None]]:
    """How each attempt ended, the first one first."""
    items = owner.get(f"{WEBHOOKS}/{made['id']}/deliveries").json["items"]
    return [(row["outcome"], row["answered"], row["failure"]) for row in reversed(items)]


def test_an_event_arrives_as_the_log_has_it_and_signed(registry: Registry, receiver: Receiver):
    registry.clock.set(real_now())
    yunling = registry.city("yunling")
    made = hook(yunling, receiver)

    registry.component(yunling, "parking", "1.0")
    deliverer(registry).deliver_due()

    feed = yunling.get("/api/v1/events?after=0&limit=1000").json["items"]
    assert [message.event for message in receiver.received] == [
        event for event in feed if event["type"][:4] in ("comp", "vers")
    ]
    for message in receiver.received:
        assert message.verified(made["secret"]) == message.event
        assert message.id == message.event["id"]
        assert message.headers["content-type"] == "application/cloudevents+json"
        assert message.headers["user-agent"] == "shared-component-registry"
        assert "webhook-replay" not in message.headers
        with pytest.raises(WebhookVerificationError):
            message.verified("whsec_" + base64.b64encode(bytes(32)).decode())


def test_a_signature_can_be_checked_by_hand(registry: Registry, receiver: Receiver):
    yunling = registry.city("yunling")
    made = hook(yunling, receiver)

    registry.component(yunling, "parking")
    deliverer(registry).deliver_due()

    message = receiver.received[0]
    signed = f"{message.id}.{message.headers['webhook-timestamp']}.".encode() + message.body
    key = base64.b64decode(made["secret"].removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert len(key) == 32
    assert message.headers["webhook-signature"] == f"v1,{expected}"
    assert message.headers["webhook-timestamp"] == str(int(START.timestamp()))


def test_events_come_in_order_each_once_and_only_those_after_it_was_entered(registry: Registry, receiver: Receiver):
    yunling = registry.city("yunling")
    registry.component(yunling, "before", "1.0")
    hook(yunling, receiver)

    registry.component(yunling, "parking", *(f"1.{nth}" for nth in range(20)))
    deliverer(registry).deliver_due()
    deliverer(registry).deliver_due()

    positions = [message.event["position"] for message in receiver.received]
    assert positions == sorted(set(positions))
    assert [event for event in receiver.types if event == "version.published"] == ["version.published"] * 20
    assert not any("before" in message.event["subject"] for message in receiver.received)


def test_types_are_exact_or_a_beginning_and_none_are_all(registry: Registry):
    yunling = registry.city("yunling")
    with receiving() as exact, receiving() as beginning, receiving() as everything:
        hook(yunling, exact, "version.published")
        hook(yunling, beginning, "version.*", "webhook.added")
        yunling.post(WEBHOOKS, {"url": everything.url})

        name = registry.component(yunling, "parking", "1.0")
        yunling.post(f"/api/v1/components/{name}/versions/1.0/yank", {"reason": "security", "message": "示例"})
        deliverer(registry).deliver_due()

    assert exact.types == ["version.published"]
    assert beginning.types == ["webhook.added", "webhook.added", "version.published", "version.yanked"]
    assert {"webhook.added", "component.registered", "version.published", "version.yanked"} <= set(everything.types)


def test_each_organisation_gets_what_it_may_read_and_nothing_else(registry: Registry):
    yunling, haina, builder = registry.city("yunling"), registry.city("haina"), registry.entity()
    everybodys = ("component.*", "version.*", "adoption.*", "token.*")
    with receiving() as own, receiving() as other, receiving() as firm:
        hook(yunling, own, *everybodys)
        hook(haina, other, *everybodys)
        hook(builder, firm, *everybodys)

        name = registry.component(yunling, "parking", "1.0")
        registry.adoption(haina, name)
        yunling.post("/api/v1/tokens", {"scopes": ["catalogue:write"]})
        deliverer(registry).deliver_due()

    assert {"component.registered", "version.published", "adoption.begun", "token.issued"} <= set(own.types)
    assert "adoption.begun" in other.types
    assert "token.issued" not in other.types
    assert "version.published" in firm.types
    assert not any(type.startswith(("adoption.", "token.")) for type in firm.types), (
        "cities' landscapes are not for firms"
    )
    for who, client in ((own, yunling), (other, haina), (firm, builder)):
        readable = {event["id"] for event in client.get("/api/v1/events?after=0&limit=1000").json["items"]}
        assert {message.id for message in who.received} <= readable


def test_the_rights_of_a_merged_organisation_end_at_once(registry: Registry, receiver: Receiver):
    yunling, national = registry.city("yunling"), registry.administrator()
    registry.organisation("haina")
    made = hook(yunling, receiver)
    registry.component(yunling, "parking", "1.0")

    merged = national.post("/api/v1/organisations/yunling/merge", {"into": "haina"})
    assert merged.status_code < 300, merged.json
    deliverer(registry).deliver_due()

    assert receiver.received == [], "what happened before is not sent either"
    shown = national.get(f"{WEBHOOKS}/{made['id']}").json
    assert (shown["status"], shown["disabled_reason"]) == ("disabled", "merged")
    again = national.post(f"{WEBHOOKS}/{made['id']}/enabling", {})
    assert (again.status_code, again.json["code"]) == (409, "not_in_force")


def test_what_fails_is_tried_again_for_three_days_then_disabled_and_goes_on_where_it_stood(
    registry: Registry, receiver: Receiver
):
    yunling = registry.city("yunling")
    made = hook(yunling, receiver, "version.*")
    receiver.answer = answering(500)
    registry.component(yunling, "parking", "1.0", "1.1")
    waits = [0, *(1.1 * seconds for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400))]

    moment = START
    for nth, seconds in enumerate(waits, start=1):
        moment += timedelta(seconds=seconds)
        registry.clock.set(moment)
        deliverer(registry).deliver_due()
        assert len(receiver.received) == nth
        assert deliverer(registry).deliver_due() == 0, "not again before its time"

    assert {message.id for message in receiver.received} == {receiver.received[0].id}, "the same webhook-id each time"
    shown = yunling.get(f"{WEBHOOKS}/{made['id']}").json
    assert (shown["status"], shown["disabled_reason"]) == ("disabled", "failing")
    told = [
        event
        for event in yunling.get("/api/v1/events?after=0&limit=1000").json["items"]
        if event["type"] == "webhook.disabled"
    ]
    assert [event["data"]["reason"] for event in told] == ["failing"]
    assert receiver.url not in str(told), "an address may hold a secret of the receiver's"
    receiver.answer = answering(200)
    assert yunling.post(f"{WEBHOOKS}/{made['id']}/enabling", {}).json["status"] == "active"
    deliverer(registry).deliver_due()
    assert [message.version for message in receiver.received[10:]] == ["1.0", "1.1"]


def test_enabling_from_now_passes_over_what_was_missed(registry: Registry, receiver: Receiver):
    yunling = registry.city("yunling")
    made = hook(yunling, receiver, "version.*")
    receiver.answer = answering(410)
    registry.component(yunling, "parking", "1.0", "1.1")
    deliverer(registry).deliver_due()
    assert yunling.get(f"{WEBHOOKS}/{made['id']}").json["disabled_reason"] == "gone", "410 disables at once"

    receiver.answer = answering(204)
    yunling.post(f"{WEBHOOKS}/{made['id']}/enabling", {"from": "now"})
    registry.version(yunling, "yunling/parking", "1.2")
    deliverer(registry).deliver_due()

    assert [message.version for message in receiver.received] == ["1.0", "1.2"]


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 404, 429, 500, 503])
def test_whatever_is_not_2xx_is_a_failure_and_no_redirect_is_followed(
    registry: Registry, receiver: Receiver, status: int
):
    yunling = registry.city("yunling")
    with receiving() as elsewhere:
        made = hook(yunling, receiver, "version.*")
        receiver.answer = answering(status, Location=elsewhere.url)
        registry.component(yunling, "parking", "1.0")

        deliverer(registry).deliver_due()

        assert elsewhere.received == []
    assert deliveries(yunling, made) == [("failed", status, "status")]
    assert yunling.get(f"{WEBHOOKS}/{made['id']}/progress").json["attempts"] == 1


def test_one_that_fails_holds_up_no_other(registry: Registry, receiver: Receiver):
    yunling = registry.city("yunling")
    with receiving() as broken:
        broken.answer = answering(500)
        hook(yunling, broken, "version.*")
        hook(yunling, receiver, "version.*")

        registry.component(yunling, "parking", *(f"1.{nth}" for nth in range(5)))
        deliverer(registry).deliver_due()

        assert (len(broken.received), len(receiver.received)) == (1, 5)


def test_while_a_secret_is_rotated_either_verifies_and_after_a_day_the_new_one_alone(
    registry: Registry, receiver: Receiver
):
    registry.clock.set(real_now())
    yunling = registry.city("yunling")
    made = hook(yunling, receiver, "version.*")
    rotated = yunling.post(f"{WEBHOOKS}/{made['id']}/rotation")
    assert (rotated.status_code, rotated.json["secret_number"]) == (201, 2)

    registry.component(yunling, "parking", "1.0")
    deliverer(registry).deliver_due()
    both = receiver.received[-1]
    registry.clock.set(real_now() + timedelta(hours=24, seconds=1))
    registry.version(yunling, "yunling/parking", "1.1")
    deliverer(registry).deliver_due()

    assert rotated.json["secret"] != made["secret"]
    assert both.verified(rotated.json["secret"]) == both.verified(made["secret"]) == both.event
    assert len(both.headers["webhook-signature"].split()) == 2
    assert len(receiver.received[-1].headers["webhook-signature"].split()) == 1


def test_a_stretch_is_replayed_beside_what_is_new_and_marked(registry: Registry, receiver: Receiver):
    yunling = registry.city("yunling")
    made = hook(yunling, receiver, "version.*")
    registry.component(yunling, "parking", "1.0", "1.1", "1.2")
    deliverer(registry).deliver_due()
    first = list(receiver.received)

    asked = yunling.post(f"{WEBHOOKS}/{made['id']}/replays", {"after": first[0].event["position"]})
    registry.version(yunling, "yunling/parking", "1.3")
    deliverer(registry).deliver_due()

    assert (asked.status_code, asked.json["status"]) == (201, "running")
    again = [message for message in receiver.received if "webhook-replay" in message.headers]
    assert [message.id for message in again] == [message.id for message in first[1:]]
    assert [message.version for message in receiver.received if message not in again] == [
        "1.0",
        "1.1",
        "1.2",
        "1.3",
    ]
    progress = yunling.get(f"{WEBHOOKS}/{made['id']}/progress").json
    assert (progress["replay"]["status"], progress["next_event"]) == ("done", None)


def test_a_replay_that_fails_is_given_up_and_what_is_new_goes_on(registry: Registry, receiver: Receiver):
    yunling = registry.city("yunling")
    made = hook(yunling, receiver, "version.*")
    registry.component(yunling, "parking", "1.0")
    deliverer(registry).deliver_due()
    receiver.answer = answering(500)
    yunling.post(f"{WEBHOOKS}/{made['id']}/replays", {"after": 0})

    for minutes in (0, 1, 10, 60):
        registry.clock.set(START + timedelta(minutes=minutes))
        deliverer(registry).deliver_due()
    receiver.answer = answering(200)
    registry.version(yunling, "yunling/parking", "1.1")
    deliverer(registry).deliver_due()

    assert yunling.get(f"{WEBHOOKS}/{made['id']}/progress").json["replay"]["status"] == "given_up"
    assert receiver.received[-1].version == "1.1"


def test_a_trial_is_sent_also_to_one_that_is_disabled_and_is_no_event(registry: Registry, receiver: Receiver):
    registry.clock.set(real_now())
    yunling = registry.city("yunling")
    made = hook(yunling, receiver, "version.*")
    receiver.answer = answering(410)
    registry.component(yunling, "parking", "1.0")
    deliverer(registry).deliver_due()
    receiver.answer = answering(204)

    asked = yunling.post(f"{WEBHOOKS}/{made['id']}/trial")
    again = yunling.post(f"{WEBHOOKS}/{made['id']}/trial")
    deliverer(registry).deliver_due()

    assert (asked.status_code, asked.json) == (202, again.json)
    message = receiver.received[-1]
    assert (message.id, message.event["type"]) == (asked.json["id"], "webhook.trial")
    assert message.verified(made["secret"])
    assert len(receiver.received) == 2
    latest = yunling.get(asked.headers["Location"]).json["items"][0]
    assert (latest["kind"], latest["position"], latest["outcome"]) == ("trial", None, "delivered")


def test_a_claim_of_a_process_that_died_runs_out_and_the_event_is_sent_again(registry: Registry, receiver: Receiver):
    yunling = registry.city("yunling")
    hook(yunling, receiver, "version.*")
    registry.component(yunling, "parking", "1.0")
    dead = deliverer(registry)
    (webhook_id,) = dead._due()
    assert dead._claimed(webhook_id, replay_first=False) is not None

    assert dead.deliver_due() == 0, "somebody has it"
    registry.clock.set(START + timedelta(seconds=61))
    dead.deliver_due()

    assert receiver.types == ["version.published"]


def test_the_log_of_deliveries_goes_by_pages_and_is_forgotten_after_a_month(registry: Registry, receiver: Receiver):
    yunling = registry.city("yunling")
    made = hook(yunling, receiver, "version.*")
    registry.component(yunling, "parking", "1.0", "1.1", "1.2")
    deliverer(registry).deliver_due()
    place = f"{WEBHOOKS}/{made['id']}/deliveries"

    first = yunling.get(f"{place}?limit=2").json
    second = yunling.get(f"{place}?limit=2&cursor={first['next']}").json
    registry.clock.set(START + timedelta(days=30, seconds=1))
    registry.app.extensions["registry.sweeper"].sweep()

    positions = [row["position"] for row in (*first["items"], *second["items"])]
    assert positions == sorted(positions, reverse=True)
    assert len(positions) == 3
    assert yunling.get(place).json["items"] == []


def test_a_process_that_follows_the_log_delivers_at_once_and_a_slow_receiver_holds_up_nobody(registry: Registry):
    yunling = registry.city("yunling")
    stop = threading.Event()
    with receiving() as slow, receiving() as quick:
        slow.answer = late
        hook(yunling, slow, "version.*")
        hook(yunling, quick, "version.*")
        following = threading.Thread(target=deliverer(registry).run, args=(stop,))
        following.start()

        registry.component(yunling, "parking", *(f"1.{nth}" for nth in range(4)))
        began = time.monotonic()
        quick.wait_for(4)
        took = time.monotonic() - began

        assert len(slow.received) <= 2
        slow.wait_for(2)
        stop.set()
        following.join()
        wait_until_idle(deliverer(registry))
    assert [message.version for message in quick.received] == ["1.0", "1.1", "1.2", "1.3"]
    assert took < 3


def late(handler: BaseHTTPRequestHandler) -> None:
    """An answer that takes its time."""
    time.sleep(2)
    answering(204)(handler)


def wait_until_idle(running: Deliverer) -> None:
    """What is on its way ends by itself; the database must not be closed under it."""
    end = time.monotonic() + 30
    while running._busy:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_the_documentation_shows_verifies_and_refuses(registry: Registry, receiver: Receiver):
    registry.clock.set(real_now())
    yunling = registry.city("yunling")
    made = hook(yunling, receiver, "version.*")
    registry.component(yunling, "parking", "1.0")
    deliverer(registry).deliver_due()
    message, shown = receiver.received[0], documented()

    assert shown["receive"](made["secret"], message.headers, message.body) == message.event
    assert shown["receive_by_hand"](made["secret"], message.headers, message.body) == message.event
    for headers, body in (
        (message.headers, message.body + b" "),
        ({**message.headers, "webhook-id": "another"}, message.body),
        ({**message.headers, "webhook-timestamp": "1"}, message.body),
    ):
        for receive in shown.values():
            with pytest.raises((ValueError, WebhookVerificationError)):
                receive(made["secret"], headers, body)


def documented() -> dict[str, Any]:
    """The functions that docs/integrate.md shows for receiving."""
    text = (Path(__file__).parents[2] / "docs/integrate.md").read_text(encoding="utf-8")
    found: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        if "def receive" in block:
            exec(block, found)  # noqa: S102 — our own documentation
    return {name: found[name] for name in ("receive", "receive_by_hand")}
