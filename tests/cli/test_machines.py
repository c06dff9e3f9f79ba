"""`providers`, `trust`, `exchange`, `stage` and `staged`, as people read them."""

import json
from collections.abc import Iterator

import pytest

from tests.build import description
from tests.cli.conftest import Shell
from tests.publishing_provider import Provider, providing

PARKING = {"publisher": "yunling", "name": "parking", **description()}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


def test_a_machine_that_is_trusted_exchanges_its_identity_token_once(two_cities: Shell, provider: Provider):
    two_cities.done("providers", "add", provider.issuer, "--label", "示例代码平台")
    claims = ("--claim", "repository=yunling/parking", "--claim", "environment=release")
    two_cities.done("trust", "add", "yunling", "--provider", provider.issuer, *claims, "--components", "parking*")
    file = two_cities.write("id.jwt", provider.token() + "\n")

    first = two_cities.run("exchange", "--organisation", "yunling", "--token-file", file)
    second = two_cities.run("exchange", "--organisation", "yunling", "--token-file", file, language="zh_CN.UTF-8")

    assert (first.exit_code, first.stdout[:8], first.stdout.count("\n")) == (0, "cityreg_", 1)
    assert "Valid until" in first.stderr
    assert (second.exit_code, second.stdout) == (1, "")
    assert "身份令牌无效、已用过" in second.stderr
    assert f"stages parking*  {provider.issuer}" in two_cities.done("trust", "list", "yunling")
    assert provider.issuer in two_cities.done("providers", "list")


def test_what_is_staged_is_listed_shown_and_rejected(two_cities: Shell):
    two_cities.done("publish", two_cities.write("parking.json", PARKING))
    version = {"number": "1.0", "notes": {"zh": "首版"}}
    file = two_cities.write("staged.json", {**PARKING, "version": version})
    package = two_cities.write("parking 1.0.zip", "what was built")

    two_cities.done("stage", file, "--artifact", package)
    (row,) = two_cities.json("staged", "list", "yunling/parking")

    told = two_cities.done("staged", "show", "yunling/parking", row["id"])
    assert "parking 1.0.zip  14  sha256:" in told
    own = two_cities.run("staged", "approve", "yunling/parking", row["id"])
    assert (own.exit_code, "A person other than who staged it" in own.stderr) == (1, True)
    done = two_cities.run("staged", "reject", "yunling/parking", row["id"], "--reasons", "示例", language="zh_CN.UTF-8")
    assert done.stdout == "已驳回 yunling/parking 1.0。\n"
    assert "rejected" in two_cities.done("staged", "list", "yunling", "--status", "rejected")


def test_what_is_wrongly_called_is_usage(two_cities: Shell):
    wrong = [
        ("stage", two_cities.write("bare.json", PARKING)),
        ("stage", two_cities.write("list.json", json.dumps([]))),
        ("trust", "add", "yunling", "--provider", "https://code.example", "--claim", "repository"),
        ("exchange", "--organisation", "yunling", "--token-file", two_cities.write("odd.jwt", "é")),
        ("staged", "show", "yunling/parking", "no-id"),
    ]

    assert [two_cities.run(*words).exit_code for words in wrong] == [2] * len(wrong)
