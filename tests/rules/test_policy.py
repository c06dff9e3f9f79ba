"""What a city's policy says of what is to be taken into use."""

from datetime import date
from typing import Any

import pytest

from registry.adoption.policy import CONFIRMATIONS, RULES, Taken, Warning, is_allowed, judge

TODAY = date(2026, 3, 2)


def verdicts(rules: dict[str, Any], **taken: Any) -> list[tuple[str, str]]:
    known = {
        "license": "MulanPSL-2.0",
        "security_level": 2,
        "version": "1.0",
        "published_on": date(2026, 2, 1),
        **taken,
    }
    return [(finding.rule, finding.verdict) for finding in judge(rules, Taken(**known), TODAY)]


def test_no_rule_asks_for_nothing():
    assert verdicts({}) == []
    assert verdicts({"licenses": [], "cool_down_days": None}) == []


@pytest.mark.parametrize(
    ("asked", "severities", "verdict"),
    [
        ("high", [], "met"),
        ("high", ["high"], "unmet"),
        ("high", ["critical"], "unmet"),
        ("high", ["medium"], "warned"),
        ("high", [None], "warned"),
        ("low", ["none"], "warned"),
        ("none", ["none"], "unmet"),
        ("critical", ["low", "critical"], "unmet"),
    ],
)
def test_an_advisory_of_that_severity_or_above_stands_in_the_way(asked: str, severities: list[Any], verdict: str):
    advisories = [Warning(f"SCA-{place}", severity) for place, severity in enumerate(severities)]

    assert verdicts({"minimum_severity": asked}, advisories=advisories) == [("minimum_severity", verdict)]


@pytest.mark.parametrize(("reason", "verdict"), [(None, "met"), ("security", "unmet"), ("renamed", "warned")])
def test_a_yank_for_one_of_these_reasons_stands_in_the_way(reason: str | None, verdict: str):
    rules = {"yank_reasons": ["security", "invalid"]}

    assert verdicts(rules, yank_reason=reason) == [("yank_reasons", verdict)]


@pytest.mark.parametrize(
    ("published_on", "repairs", "verdict"),
    [
        (date(2026, 2, 16), [], "met"),
        (date(2026, 2, 17), [], "unmet"),
        (date(2026, 3, 2), ["SCA-1"], "warned"),
        (date(2026, 2, 1), ["SCA-1"], "met"),
    ],
)
def test_a_version_must_have_been_out_unless_it_repairs_what_runs(published_on: date, repairs: list[str], verdict: str):
    found = verdicts({"cool_down_days": 14}, published_on=published_on, repairs=repairs)

    assert found == [("cool_down_days", verdict)]


def test_a_cool_down_says_from_when_on_it_is_possible():
    taken = Taken("MIT", None, version="1.0", published_on=date(2026, 3, 1))

    (finding,) = judge({"cool_down_days": 14}, taken, TODAY)

    assert finding.why.en == "out for less than 14 days: possible from 2026-03-15 on"
    assert finding.why.zh == "发布未满 14 天，2026-03-15 起可用"


@pytest.mark.parametrize(
    ("license", "allowed", "expected"),
    [
        ("MIT", ["MIT"], True),
        ("mit", ["MIT"], True),
        ("GPL-3.0-only", ["MIT"], False),
        ("MIT OR GPL-3.0-only", ["MIT"], True),
        ("MIT AND GPL-3.0-only", ["MIT"], False),
        ("MIT AND GPL-3.0-only", ["MIT", "GPL-3.0-only"], True),
        ("(MIT OR GPL-3.0-only) AND Apache-2.0", ["MIT"], False),
        ("(MIT OR GPL-3.0-only) AND Apache-2.0", ["MIT", "Apache-2.0"], True),
        ("GPL-2.0-or-later", ["GPL-2.0-only"], False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", ["GPL-2.0-only"], False),
        ("MIT AND GPL-3.0-only", ["MIT AND GPL-3.0-only"], True),
        ("LicenseRef-Gov-Share", ["LicenseRef-Gov-Share"], True),
        ("LicenseRef-Unknown", ["MIT"], False),
    ],
)
def test_of_a_choice_one_licence_suffices_and_of_what_applies_together_all_are_needed(
    license: str, allowed: list[str], expected: bool
):
    assert is_allowed(license, allowed) is expected


@pytest.mark.parametrize(("level", "verdict"), [(None, "unmet"), (1, "unmet"), (2, "met"), (3, "met")])
def test_the_level_of_protection_is_the_one_asked_or_a_higher(level: int | None, verdict: str):
    assert verdicts({"security_level": 2}, security_level=level) == [("security_level", verdict)]


def test_each_confirmation_is_judged_by_itself():
    found = verdicts({"required_confirmations": list(CONFIRMATIONS)}, confirmed=frozenset({"sbom"}))

    assert [verdict for _, verdict in found] == ["unmet", "unmet", "met", "unmet"]


def test_what_cannot_be_told_without_a_version_is_warned_of():
    rules = {
        "minimum_severity": "low",
        "yank_reasons": ["security"],
        "cool_down_days": 14,
        "licenses": ["MIT"],
        "security_level": 3,
        "required_confirmations": ["sbom"],
    }

    found = verdicts(rules, version=None, published_on=None)

    assert [rule for rule, _ in found] == list(RULES)
    assert [verdict for _, verdict in found] == ["warned", "warned", "warned", "unmet", "unmet", "warned"]


def test_every_reason_is_told_in_both_languages():
    rules = {"minimum_severity": "low", "licenses": ["MIT"], "required_confirmations": ["signature"]}

    for finding in judge(rules, Taken("GPL-3.0-only", None), TODAY):
        assert any("\u4e00" <= sign <= "\u9fff" for sign in finding.why.zh)
        assert finding.why.en.isascii()
