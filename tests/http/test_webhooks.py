"""/webhooks: entering, reading, changing, removing."""

import pytest

from tests.build import Client, Registry
from tests.webhook_receiver import Receiver, answering, receiving

WEBHOOKS = "/api/v1/webhooks"
HERE = "http://127.0.0.1:39999/hook"


def added(owner: Client, **more: object) -> dict[str, str]:
    answer = owner.post(WEBHOOKS, {"url": HERE, **more})
    assert answer.status_code == 201, answer.json
    made: dict[str, str] = answer.json
    return made


def test_a_secret_is_shown_when_it_is_made_and_never_again(registry: Registry):
    yunling = registry.city("yunling")
    key = {"Idempotency-Key": "once"}

    answer = yunling.post(WEBHOOKS, {"url": HERE, "label": "办件系统"}, headers=key)
    again = yunling.post(WEBHOOKS, {"url": HERE, "label": "办件系统"}, headers=key)

    assert answer.status_code == 201
    assert answer.json["secret"].startswith("whsec_")
    assert answer.headers["Cache-Control"] == "no-store"
    assert (again.status_code, again.json["code"]) == (409, "secret_already_shown")
    shown = yunling.get(answer.headers["Location"])
    listed = yunling.get(WEBHOOKS).json["items"]
    assert "secret" not in shown.json
    assert listed == [shown.json], "the key had one effect"


def test_neither_the_database_nor_the_log_holds_a_secret_or_an_address(registry: Registry):
    yunling = registry.city("yunling")
    made = added(yunling)

    rows = registry.database.fetch("SELECT * FROM webhooks")
    log = registry.administrator().get("/api/v1/events?after=0&limit=1000").get_data(as_text=True)

    assert made["secret"] not in str(rows)
    assert "webhook.added" in log
    assert HERE not in log


def test_another_secret_of_the_registry_makes_other_secrets(registry: Registry):
    yunling = registry.city("yunling")
    first, second = added(yunling), added(yunling)

    assert first["secret"] != second["secret"]
    rotated = yunling.post(f"{WEBHOOKS}/{first['id']}/rotation").json
    assert rotated["secret"] not in (first["secret"], second["secret"])
    assert rotated["previous_secret_until"] == "2026-03-03T04:00:00.000Z"


def test_only_who_manages_the_organisation_sees_and_changes_its_webhooks(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    weak = registry.client("yunling", "catalogue:write")
    national = registry.administrator()
    one = f"{WEBHOOKS}/{added(yunling)['id']}"

    assert registry.anyone.get(one).status_code == 401
    assert weak.get(one).status_code == 403
    for call in (haina.get(one), haina.delete(one), haina.post(f"{one}/rotation"), haina.get(f"{one}/deliveries")):
        assert call.status_code == 404
    refused = haina.post(WEBHOOKS, {"organisation": "yunling", "url": HERE})
    assert (refused.status_code, refused.json["code"]) == (403, "not_your_organisation")
    assert haina.get(f"{WEBHOOKS}?organisation=yunling").status_code == 403
    assert national.get(f"{WEBHOOKS}?organisation=yunling").json["items"][0]["url"] == HERE
    assert national.post(WEBHOOKS, {"organisation": "haina", "url": HERE}).status_code == 201


def test_a_change_builds_on_what_was_read_and_a_delivery_does_not_stale_it(registry: Registry):
    yunling = registry.city("yunling")
    with receiving() as receiver:
        one = f"{WEBHOOKS}/{added(yunling, url=receiver.url)['id']}"
        tag = yunling.get(one).headers["ETag"]
        registry.component(yunling, "parking", "1.0")
        registry.app.extensions["registry.webhooks"].deliver_due()
        assert receiver.received

    assert yunling.patch(one, {"label": "示例"}).status_code == 428
    changed = yunling.patch(one, {"types": ["advisory.*", "advisory.*"], "label": "漏洞"}, etag=tag)
    stale = yunling.patch(one, {"label": "别的"}, etag=tag)

    assert (changed.json["types"], changed.json["label"]) == (["advisory.*"], "漏洞")
    assert stale.status_code == 412
    assert yunling.get(one).json == changed.json


def test_a_mended_address_is_tried_at_once(registry: Registry):
    yunling = registry.city("yunling")
    deliverer = registry.app.extensions["registry.webhooks"]
    with receiving() as wrong, receiving() as right:
        wrong.answer = answering(404)
        one = f"{WEBHOOKS}/{added(yunling, url=wrong.url)['id']}"
        deliverer.deliver_due()
        shown = yunling.get(one)
        assert shown.json["failing_since"] == "2026-03-02T04:00:00.000Z"

        yunling.patch(one, {"url": right.url}, etag=shown.headers["ETag"])
        deliverer.deliver_due()

        assert right.types[0] == "webhook.added"
    assert yunling.get(one).json["failing_since"] is None


def test_a_removed_one_is_gone_and_gets_nothing_more(registry: Registry):
    yunling = registry.city("yunling")
    with receiving() as receiver:
        one = f"{WEBHOOKS}/{added(yunling, url=receiver.url)['id']}"

        assert yunling.delete(one).status_code == 204
        registry.app.extensions["registry.webhooks"].deliver_due()

        assert receiver.received == []
    assert yunling.get(one).status_code == yunling.delete(one).status_code == 404
    assert yunling.get(WEBHOOKS).json["items"] == []


@pytest.mark.parametrize(
    ("types", "pointer"),
    [
        (["*"], "/types/0"),
        (["version.published", "Version.*"], "/types/1"),
        (["version*"], "/types/0"),
        ([" "], "/types/0"),
    ],
)
def test_a_type_is_a_word_or_the_beginning_of_words(registry: Registry, types: list[str], pointer: str):
    refused = registry.city("yunling").post(WEBHOOKS, {"url": HERE, "types": types})

    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == pointer


def test_an_organisation_has_twenty_at_most(registry: Registry):
    yunling = registry.city("yunling")
    for _ in range(20):
        added(yunling)

    refused = yunling.post(WEBHOOKS, {"url": HERE})

    assert (refused.status_code, refused.json["code"]) == (409, "too_many_webhooks")


def test_a_replay_says_what_it_cannot_do(registry: Registry):
    yunling = registry.city("yunling")
    with receiving() as receiver:
        made = added(yunling, url=receiver.url)
        place = f"{WEBHOOKS}/{made['id']}/replays"
        head = yunling.get(f"{WEBHOOKS}/{made['id']}/progress").json["head"]

        backwards = yunling.post(place, {"after": 3, "until": 3})
        beyond = yunling.post(place, {"after": 0, "until": head + 1})
        assert yunling.post(place, {"after": 0}).status_code == 201
        second = yunling.post(place, {"after": 0})
        _disable(registry, receiver)
        disabled = yunling.post(place, {"after": 0})

    assert [answer.json["errors"][0]["pointer"] for answer in (backwards, beyond)] == ["/after", "/until"]
    assert (second.status_code, second.json["code"]) == (409, "replay_running")
    assert (disabled.status_code, disabled.json["code"]) == (409, "webhook_disabled")


def _disable(registry: Registry, receiver: Receiver) -> None:
    receiver.answer = answering(410)
    registry.app.extensions["registry.webhooks"].deliver_due()


def test_progress_tells_what_comes_next_and_why_it_waits(registry: Registry):
    yunling = registry.city("yunling")
    with receiving() as receiver:
        receiver.answer = answering(503)
        one = f"{WEBHOOKS}/{added(yunling, url=receiver.url, types=['version.*'])['id']}"
        registry.component(yunling, "parking", "1.0")
        registry.app.extensions["registry.webhooks"].deliver_due()

    progress = yunling.get(f"{one}/progress").json

    assert progress["next_event"]["type"] == "version.published"
    assert progress["position"] < progress["next_event"]["position"] <= progress["head"]
    assert (progress["attempts"], progress["failing_since"]) == (1, "2026-03-02T04:00:00.000Z")
    assert progress["next_at"] > progress["failing_since"]
