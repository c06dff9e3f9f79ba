"""/organisations/{slug}/webhooks and /webhooks/{id}: the pages of those who manage them."""

import re

from tests.build import Registry
from tests.webhook_receiver import answering, receiving

PLACE = "/organisations/yunling/webhooks"


def test_a_manager_adds_one_sees_its_secret_once_and_tries_it(registry: Registry):
    yunling = registry.city("yunling")
    visitor = registry.visitor(yunling)
    with receiving() as receiver:
        made = visitor.submit(PLACE, url=receiver.url, types="version.* advisory.*", label="办件系统")
        page = made.get_data(as_text=True)
        address = re.search(r'action="(/webhooks/[0-9a-f-]+)"', page)
        assert made.status_code == 200
        assert address is not None
        assert "whsec_" in page
        assert made.headers["Cache-Control"] == "no-store"

        tried = visitor.submit(address[1], act="try")
        registry.app.extensions["registry.webhooks"].deliver_due()

        assert (tried.status_code, receiver.types) == (303, ["webhook.trial"])
        later = visitor.get(address[1]).get_data(as_text=True)
        assert "whsec_" not in later
        assert "Trial" in later
        assert "Delivered" in later
    assert "办件系统" in visitor.get(PLACE).get_data(as_text=True)
    assert PLACE in visitor.get("/organisations/yunling").get_data(as_text=True)


def test_an_address_that_will_not_do_is_explained_in_the_form(registry: Registry):
    visitor = registry.visitor(registry.city("yunling"), language="zh")

    answer = visitor.submit(PLACE, url="https://ok.example:22/", types="version.*")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "端口只能是 443 或 8443。" in page
    assert 'value="https://ok.example:22/"' in page


def test_what_is_disabled_says_why_and_can_be_enabled_rotated_replayed_and_removed(registry: Registry):
    yunling = registry.city("yunling")
    visitor = registry.visitor(yunling)
    deliverer = registry.app.extensions["registry.webhooks"]
    with receiving() as receiver:
        receiver.answer = answering(410)
        made = yunling.post("/api/v1/webhooks", {"url": receiver.url, "types": ["webhook.*"]}).json
        place = f"/webhooks/{made['id']}"
        deliverer.deliver_due()
        assert "answered 410" in visitor.get(place).get_data(as_text=True)
        receiver.answer = answering(204)

        assert visitor.submit(place, act="enable").status_code == 303
        rotated = visitor.submit(place, act="rotate").get_data(as_text=True)
        assert "whsec_" in rotated
        assert made["secret"] not in rotated
        wrong = visitor.submit(place, act="replay", after="x")
        assert wrong.status_code == 422
        assert visitor.submit(place, act="replay", after="0").status_code == 303
        deliverer.deliver_due()
        assert "Done" in visitor.get(place).get_data(as_text=True)

    gone = visitor.submit(place, act="remove")
    assert (gone.status_code, gone.headers["Location"]) == (303, PLACE)
    assert visitor.get(place).status_code == 404


def test_nobody_else_sees_them(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    weak = registry.client("yunling", "catalogue:write")
    made = yunling.post("/api/v1/webhooks", {"url": "http://127.0.0.1:39999/"}).json
    place = f"/webhooks/{made['id']}"

    assert registry.visitor(haina).get(PLACE).status_code == 403
    assert registry.visitor(haina).get(place).status_code == 404
    assert registry.visitor(weak).get(place).status_code == 403
    assert registry.visitor(weak).submit(PLACE, on="/sign-in", url="http://127.0.0.1:1/").status_code == 403
    assert PLACE not in registry.visitor(weak).get("/organisations/yunling").get_data(as_text=True)
    assert registry.visitor().get(place).headers["Location"] == f"/sign-in?next={place}"
    assert "Sign in" in registry.visitor().get(PLACE).get_data(as_text=True)
