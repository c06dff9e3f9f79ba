"""The table of who is told, and the rules about when messages go out, what confirms an address and what it may be."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from string import Formatter
from uuid import UUID

import pytest

from registry.kit.clock import SHANGHAI
from registry.kit.errors import PayloadInvalid
from registry.notifications.addresses import checked_address
from registry.notifications.channels import Outgoing, without_address
from registry.notifications.mail import SmtpServer, compose
from registry.notifications.rules import KINDS, NOBODY, RULES, TYPES, WHO, rules_for
from registry.notifications.schedule import PATIENCE, at_least, due_at, has_failed_for_good, next_digest, next_try
from registry.notifications.secrets import code_of, is_code, new_nonce, subscription_of, token_of
from registry.notifications.vocabulary import URGENCIES
from registry.web.labels import labels

INTEGRATE = Path(__file__).parents[2] / "docs" / "integrate.md"
A_SUBSCRIPTION = UUID("0190a6f4-0000-7000-8000-000000000000")
MESSAGE = Outgoing(A_SUBSCRIPTION, "duty@haina.example", "en", "Hello", "text", "<p>html</p>")


def types_of_the_log() -> set[str]:
    """Every type that the document for integrators lists."""
    table = INTEGRATE.read_text(encoding="utf-8").split("### Types", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\| (`.*?) \|", table, flags=re.M)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def test_every_type_of_event_tells_somebody_or_says_why_nobody():
    silent = types_of_the_log() - TYPES - set(NOBODY)

    assert silent == set(), "give each a line in registry/notifications/rules, or a reason in rules/nobody.py"
    assert TYPES & set(NOBODY) == set()


def test_each_line_of_the_table_speaks_in_known_words_of_both_languages():
    for rule in RULES:
        assert rule.who in WHO or re.fullmatch(r"the [a-z_]+", rule.who), rule
        assert rule.urgency in URGENCIES, rule
        assert rule.address.startswith("/"), rule
        texts = [rule.text] + ([rule.todo] if rule.todo else [])
        for text in texts:
            assert re.search(r"[\u4e00-\u9fff]", text.zh), rule
            assert not re.search(r"[\u4e00-\u9fff]", text.en), rule
        named = [{field for _, field, _, _ in Formatter().parse(words) if field} for words in rule.text]
        assert named[0] == named[1], rule


def test_what_an_entity_is_told_of_adoptions_names_neither_city_nor_adoption():
    for rule in RULES:
        if rule.who == "publisher_that_does_not":
            for words in (*rule.text, rule.address):
                fields = {field for _, field, _, _ in Formatter().parse(words) if field}
                assert fields <= {"component"}, rule
            assert rule.is_about_component


def test_every_kind_has_a_name_in_both_languages():
    assert set(labels()["notice_kind"]) == set(KINDS)


def test_a_line_with_conditions_holds_for_what_it_says_alone():
    assert [rule.who for rule in rules_for("adoption.moved", {"to": "pilot"})] == []
    assert len(rules_for("adoption.moved", {"to": "live"})) == 3
    assert rules_for("token.issued", {}) == []


@pytest.mark.parametrize(
    ("severity", "urgency"),
    [
        ("critical", "critical"),
        ("high", "high"),
        ("medium", "normal"),
        ("low", "low"),
        ("none", "low"),
        (None, "normal"),
    ],
)
def test_an_advisory_is_as_urgent_as_it_is_severe(severity: str | None, urgency: str):
    data = {"severity": severity}

    assert {rule.urgency_for(data) for rule in rules_for("advisory.published", data)} == {urgency}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In March 2026, whose second day is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("digest", "now", "due"),
    [
        ("at_once", at(2, 12), at(2, 12)),
        ("daily", at(2, 7, 59), at(2, 8)),
        ("daily", at(2, 8), at(3, 8)),
        ("daily", at(31, 9), at(31, 8) + timedelta(days=1)),
        ("weekly", at(2, 7), at(2, 8)),
        ("weekly", at(2, 8), at(9, 8)),
        ("weekly", at(8, 23), at(9, 8)),
        ("weekly", at(9, 8, 1), at(16, 8)),
    ],
)
def test_digests_go_out_at_eight(digest: str, now: datetime, due: datetime):
    assert next_digest(digest, now) == due


def test_what_is_critical_waits_for_no_digest():
    assert due_at("weekly", {"low", "critical"}, at(3, 12)) == at(3, 12)
    assert due_at("weekly", {"low", "high"}, at(3, 12)) == at(9, 8)


def test_tries_become_rarer_and_end_after_three_days():
    waits = [next_try(attempts, at(2, 0)) - at(2, 0) for attempts in range(1, 9)]

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(hours=12))
    assert not has_failed_for_good(at(2, 0), at(2, 0) + PATIENCE - timedelta(seconds=1))
    assert has_failed_for_good(at(2, 0), at(2, 0) + PATIENCE)


def test_an_urgency_holds_for_those_above_it():
    assert at_least("critical") == ("critical",)
    assert at_least("low") == URGENCIES


def test_a_code_is_good_for_one_subscription_and_one_time_of_asking():
    first, second = new_nonce(), new_nonce()
    code = code_of("secret", A_SUBSCRIPTION, first)

    assert re.fullmatch(r"\d{8}", code)
    assert is_code("secret", A_SUBSCRIPTION, first, code)
    assert not is_code("secret", A_SUBSCRIPTION, second, code)
    assert not is_code("another secret", A_SUBSCRIPTION, first, code)
    assert not is_code("secret", A_SUBSCRIPTION, first, "")


def test_a_token_that_unsubscribes_cannot_be_made_up():
    token = token_of("secret", A_SUBSCRIPTION)

    assert subscription_of("secret", token) == A_SUBSCRIPTION
    for forged in (token[:-1], token + "0", token_of("other", A_SUBSCRIPTION), "", "é" * 40, A_SUBSCRIPTION.hex):
        assert subscription_of("secret", forged) is None


@pytest.mark.parametrize(
    ("channel", "given", "kept"),
    [
        ("email", " Duty.Desk@Haina.EXAMPLE ", "Duty.Desk@haina.example"),
        ("sms", "+8613800000000", "+8613800000000"),
        ("im", "值班-01", "值班-01"),
    ],
)
def test_an_address_is_kept_in_one_form(channel: str, given: str, kept: str):
    assert checked_address(channel, given) == kept


@pytest.mark.parametrize(
    ("channel", "given"),
    [
        ("email", "nobody"),
        ("email", "a@b"),
        ("email", "a b@city.example"),
        ("email", "a@city.example\r\nBcc: b@city.example"),
        ("email", "a@city.example, b@city.example"),
        ("email", "<a@city.example>"),
        ("email", "a..b@city.example"),
        ("email", f"{'a' * 65}@city.example"),
        ("email", f"a@{'b' * 64}.example"),
        ("email", "值班@city.example"),
        ("sms", "1234"),
        ("sms", "+86 138 0000"),
        ("sms", "١٢٣٤٥٦"),
        ("im", "two words"),
        ("im", ""),
    ],
)
def test_what_is_no_address_is_refused(channel: str, given: str):
    with pytest.raises(PayloadInvalid):
        checked_address(channel, given)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", SmtpServer("smtp", "mail.example", 25)),
        ("smtps://u:p%40ss@mail.example:4650", SmtpServer("smtps", "mail.example", 4650, "u", "p@ss")),
        ("smtp+starttls://mail.example", SmtpServer("smtp+starttls", "mail.example", 587)),
    ],
)
def test_where_mail_is_handed_in_is_one_address(url: str, server: SmtpServer):
    assert SmtpServer.read(url) == server


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_what_is_no_mail_server_is_said_so(url: str):
    with pytest.raises(ValueError, match="REGISTRY_SMTP_URL"):
        SmtpServer.read(url)


def test_no_text_begins_a_header():
    hostile = MESSAGE._replace(subject="Hello\r\nBcc: thief@elsewhere.example\n\nbody", one_click="https://r.example/x")

    raw = compose(hostile, "Registry <notices@registry.example>").as_bytes()

    head = raw.split(b"\r\n\r\n", 1)[0]
    assert not re.search(rb"^Bcc:", head, flags=re.M)
    assert b"Subject: Hello Bcc: thief@elsewhere.example body" in head
    assert b"List-Unsubscribe: <https://r.example/x>" in head


def test_what_the_other_side_said_is_kept_without_the_address():
    assert without_address("550 <duty@haina.example>\x00 unknown\r\n", "duty@haina.example") == "550 <…> unknown"
