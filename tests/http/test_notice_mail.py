"""Notices by e-mail, handed to a real mail server of this machine."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.kit.clock import SHANGHAI, SimulatedClock
from registry.settings import SettingMissing, Settings
from tests.build import START, Client, Registry
from tests.mailbox import Mailbox, mailbox

PLACE = "/api/v1/organisations/haina/subscriptions"
WANTED = {"channel": "email", "address": "duty@haina.example", "language": "en"}
FROM = "City components <notices@registry.example>"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as opened:
        yield opened


@pytest.fixture
def posting(database_url: str, tmp_path: Path, clock: SimulatedClock, box: Mailbox) -> Iterator[Registry]:
    """A registry that sends mail."""
    options: dict[str, Any] = {"smtp_url": box.url, "mail_from": FROM, "public_url": "https://registry.example"}
    with Registry.open(database_url, tmp_path / "data", clock, **options) as opened:
        yield opened


def post_all(registry: Registry) -> int:
    """Tell whom everything concerns, then hand on what is due; how many messages were tried."""
    registry.app.extensions["registry.notifications"].current()
    tried: int = registry.app.extensions["registry.notifications.messages"].deliver()
    return tried


def subscribe(registry: Registry, box: Mailbox, client: Client, **wishes: Any) -> str:
    """A subscription that its reader has confirmed; its id."""
    answer = client.post(PLACE, {**WANTED, **wishes})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    post_all(registry)
    [code] = re.findall(r"\b\d{8}\b", box.text_of())
    confirmed = client.post(f"/api/v1/subscriptions/{answer.json['id']}/confirmation", {"code": code})
    assert confirmed.status_code == 200, confirmed.get_data(as_text=True)
    assert confirmed.json["status"] == "active"
    box.messages.clear()
    identifier: str = answer.json["id"]
    return identifier


def scene(registry: Registry) -> tuple[Client, Client, str]:
    yunling, haina = registry.city("yunling"), registry.city("haina")
    component = registry.component(yunling, "parking", "1.0", "1.1")
    registry.adoption(haina, component, "approved", "pilot", version="1.0")
    return yunling, haina, component


def yank(client: Client, component: str, number: str) -> None:
    answer = client.post(f"/api/v1/components/{component}/versions/{number}/yank", {"reason": "security"})
    assert answer.status_code < 300, answer.get_data(as_text=True)


def test_a_notice_comes_as_mail_in_the_subscribers_language(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    subscribe(posting, box, haina)
    yank(yunling, component, "1.0")

    assert post_all(posting) == 1

    [mail] = box.messages
    assert mail["From"] == FROM
    assert mail["To"] == "duty@haina.example"
    assert mail["Subject"] == "[High] Smart parking (yunling/parking) 1.0, which you run, was yanked (security)."
    assert mail["Content-Language"] == "en"
    assert re.fullmatch(r"<[0-9a-f-]{36}@registry\.example>", mail["Message-ID"])
    assert "To do: Move to another version" in box.text_of()
    assert "https://registry.example/components/yunling/parking/versions/1.0" in box.text_of()
    assert '<html lang="en">' in box.html_of()
    assert '<a href="https://registry.example/components/yunling/parking/versions/1.0">' in box.html_of()


def test_in_chinese_it_is_chinese(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    subscribe(posting, box, haina, language="zh")
    yank(yunling, component, "1.0")

    post_all(posting)

    assert box.messages[0]["Subject"] == "［重要］您在用的 智慧停车（yunling/parking） 1.0 已被撤回（安全问题）。"
    assert "待办：改用其他版本" in box.text_of()


def test_nothing_but_the_code_is_sent_before_it_is_confirmed(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    answer = haina.post(PLACE, WANTED)
    yank(yunling, component, "1.0")

    post_all(posting)
    post_all(posting)

    assert answer.json["status"] == "unconfirmed"
    assert [mail["Subject"] for mail in box.messages] == ["Your code: notices for Demo haina"]
    assert "List-Unsubscribe" not in box.messages[0]


def test_one_click_ends_the_subscription_without_a_token(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    identifier = subscribe(posting, box, haina)
    yank(yunling, component, "1.0")
    post_all(posting)
    [mail] = box.messages
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip("<>").removeprefix("https://registry.example")

    answer = posting.anyone.call("POST", link, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 204
    assert haina.get(f"/api/v1/subscriptions/{identifier}").status_code == 404
    assert posting.anyone.call("POST", link).status_code == 204, "one that has ended stays ended"
    assert posting.anyone.call("POST", link[:-1] + ("0" if link[-1] != "0" else "1")).status_code == 404


def test_the_link_in_the_text_asks_first(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    identifier = subscribe(posting, box, haina)
    yank(yunling, component, "1.0")
    post_all(posting)
    [link] = re.findall(r"https://registry\.example(/unsubscribe/\w+)", box.text_of())
    reader = posting.visitor()

    assert "Demo haina" in reader.get(link).get_data(as_text=True)
    assert haina.get(f"/api/v1/subscriptions/{identifier}").status_code == 200

    assert "The subscription has ended" in reader.submit(link).get_data(as_text=True)
    assert haina.get(f"/api/v1/subscriptions/{identifier}").status_code == 404
    assert reader.get("/unsubscribe/nothing").status_code == 404


def test_a_subscriber_gets_what_it_asked_for_and_nothing_else(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    subscribe(posting, box, haina, urgency="high")
    subscribe(posting, box, haina, address="news@haina.example", kinds=["version_published"])
    box.recipients.clear()
    posting.version(yunling, component, "1.2")
    post_all(posting)
    yank(yunling, component, "1.0")
    post_all(posting)

    assert [(to, mail["Subject"].split("]")[0]) for to, mail in zip(box.recipients, box.messages, strict=True)] == [
        ("news@haina.example", "[For information"),
        ("duty@haina.example", "[High"),
    ]


def test_what_came_together_goes_out_together_and_in_order(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    subscribe(posting, box, haina)
    for number in ("1.2", "1.3", "1.4"):
        posting.version(yunling, component, number)

    assert post_all(posting) == 1

    assert box.messages[0]["Subject"] == "[For information] 3 notices for Demo haina"
    assert re.findall(r"• .* (1\.\d) was published", box.text_of()) == ["1.2", "1.3", "1.4"]


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("digest", "due"), [("daily", at(3, 8)), ("weekly", at(9, 8))])
def test_a_digest_waits_for_its_hour(posting: Registry, box: Mailbox, digest: str, due: datetime):
    yunling, haina, component = scene(posting)
    subscribe(posting, box, haina, digest=digest)
    posting.version(yunling, component, "1.2")
    post_all(posting)
    posting.clock.set(due - timedelta(minutes=1))
    posting.version(yunling, component, "1.3")

    assert post_all(posting) == 0
    posting.clock.set(due)
    assert post_all(posting) == 1

    assert re.findall(r"• .* (1\.\d) was published", box.text_of()) == ["1.2", "1.3"]
    posting.clock.set(due + timedelta(days=30))
    assert post_all(posting) == 0, "what was sent is not sent again"


def test_what_is_critical_goes_out_at_once_and_takes_along_what_came_before(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    subscribe(posting, box, haina, digest="weekly")
    posting.version(yunling, component, "1.2")
    assert post_all(posting) == 0
    advisory = {
        "summary": {"en": "Leak"},
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}],
        "affected": [{"versions": ["1.0"]}],
    }
    answer = yunling.post(f"/api/v1/components/{component}/advisories", advisory)
    assert answer.status_code == 201, answer.get_data(as_text=True)

    assert post_all(posting) == 1

    assert box.messages[0]["Subject"].startswith("[Critical] 2 notices")
    assert box.text_of().index("1.2 was published") < box.text_of().index("The advisory")


def test_a_server_that_is_away_is_tried_again_for_three_days_then_the_inbox_says_so(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    identifier = subscribe(posting, box, haina)
    box.answer = "451 try later"
    yank(yunling, component, "1.0")
    tried, clock = 0, START
    while clock < START + timedelta(hours=90):
        posting.clock.set(clock)
        tried += post_all(posting)
        clock += timedelta(minutes=1) if clock < START + timedelta(hours=2) else timedelta(minutes=30)

    found = haina.get(f"/api/v1/subscriptions/{identifier}").json

    assert found["status"] == "paused"
    assert 8 <= tried <= 14, "after a minute first, then ever more rarely"
    assert "451" in found["last_failure"]
    [message] = haina.get(f"/api/v1/subscriptions/{identifier}/messages").json["items"]
    assert (message["status"], message["notices"]) == ("failed", 1)
    inbox = haina.get("/api/v1/organisations/haina/notices?kind=subscription_paused").json["items"]
    assert [row["urgency"] for row in inbox] == ["high"]

    box.answer = "250 taken"
    tag = haina.get(f"/api/v1/subscriptions/{identifier}").headers["ETag"]
    resumed = haina.patch(f"/api/v1/subscriptions/{identifier}", {"is_active": True}, etag=tag)
    assert (resumed.status_code, resumed.json["status"]) == (200, "active")
    post_all(posting)
    assert "was yanked" in box.text_of(), "what it missed comes after all"


def test_an_address_that_does_not_exist_pauses_at_once_and_is_in_no_answer_and_no_log(posting: Registry, box: Mailbox):
    yunling, haina, component = scene(posting)
    identifier = subscribe(posting, box, haina)
    box.refuse = lambda address: f"550 no mailbox {address} here"
    yank(yunling, component, "1.0")

    post_all(posting)

    found = haina.get(f"/api/v1/subscriptions/{identifier}").json
    assert (found["status"], found["last_failure"]) == ("paused", "550 no mailbox … here")
    log = posting.administrator().get("/api/v1/events?after=0&limit=1000").get_data(as_text=True)
    assert "subscription.paused" in log
    assert "duty@" not in log


def test_a_server_that_asks_who_we_are_is_told(database_url: str, tmp_path: Path, clock: SimulatedClock):
    with mailbox(auth_require_tls=False) as box:
        options: dict[str, Any] = {
            "smtp_url": f"smtp://notices:p%40ss%20word@127.0.0.1:{box.port}",
            "mail_from": "notices@registry.example",
            "public_url": "https://registry.example",
        }
        with Registry.open(database_url, tmp_path / "data", clock, **options) as registry:
            haina = registry.city("haina")
            haina.post(PLACE, WANTED)

            post_all(registry)

        assert box.logins == [(b"notices", b"p@ss word")]
        assert len(box.messages) == 1


def test_whatever_a_title_holds_no_header_begins_in_it(posting: Registry, box: Mailbox):
    yunling, haina = posting.city("yunling"), posting.city("haina")
    title = {"zh": "停车", "en": "Parking\nBcc: thief@elsewhere.example\n\n<script>alert(1)</script>"}
    component = posting.component(yunling, "parking", "1.0", title=title)
    posting.adoption(haina, component, version="1.0")
    subscribe(posting, box, haina)
    yank(yunling, component, "1.0")
    box.recipients.clear()

    post_all(posting)

    [mail] = box.messages
    assert mail["Bcc"] is None
    assert box.recipients == ["duty@haina.example"]
    assert "Parking Bcc: thief@elsewhere.example" in mail["Subject"]
    assert "<script>" not in box.html_of()


def test_without_a_mail_server_subscriptions_by_mail_are_refused_and_say_why(registry: Registry):
    haina = registry.city("haina")

    answer = haina.post(PLACE, WANTED)

    assert (answer.status_code, answer.json["code"]) == (409, "channel_unavailable")
    assert "The inbox and the Atom feed are always there" in answer.json["detail"]


def test_mail_needs_a_sender_and_an_address_of_the_registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("REGISTRY_DATA", str(tmp_path))
    monkeypatch.setenv("REGISTRY_SMTP_URL", "smtp://127.0.0.1:25")

    with pytest.raises(SettingMissing, match="REGISTRY_MAIL_FROM"):
        Settings.from_environment()
