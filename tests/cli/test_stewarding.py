"""What becomes of a component, step by step, from the command line."""

import pytest

from tests.cli.conftest import Shell

TOLD = ("--title-zh", "智慧停车", "--summary-zh", "接入停车场", "--kind", "service", "--license", "MulanPSL-2.0")


@pytest.fixture
def filled(shell: Shell) -> Shell:
    """Two cities, and a component that others entered in the place of one."""
    for slug in ("yunling", "haina"):
        shell.done("organisations", "add", slug, "--kind", "city", "--name-zh", f"示例·{slug}")
    assert "yunling/parking is proposed." in shell.done("components", "propose", "yunling/parking", *TOLD)
    return shell


def test_a_visible_draft_is_taken_over_submitted_confirmed_and_handed_on(filled: Shell):
    assert "is draft" in filled.done("components", "take-over", "yunling/parking")
    assert "is listed" in filled.done("components", "submit", "yunling/parking")
    assert filled.json("components", "confirm", "yunling/parking")["is_unconfirmed"] is False
    assert "offered" in filled.done("components", "transfer", "yunling/parking", "--to", "haina")
    assert "accepted" in filled.done("components", "transfer", "yunling/parking", "--accept")
    assert filled.json("components", "show", "haina/parking")["publisher"] == "haina"


def test_an_offer_is_declined_or_withdrawn(filled: Shell):
    filled.done("components", "list", "yunling/parking")
    filled.done("components", "transfer", "yunling/parking", "--to", "haina")
    assert "declined" in filled.done("components", "transfer", "yunling/parking", "--decline")
    filled.done("components", "transfer", "yunling/parking", "--to", "haina")
    assert "withdrawn" in filled.done("components", "transfer", "yunling/parking", "--withdraw")
    assert filled.run("components", "transfer", "yunling/parking", "--to", "haina", "--accept").exit_code == 2


def test_what_waits_is_listed_and_what_is_there_twice_merged(filled: Shell):
    filled.done("components", "propose", "haina/carparks", *TOLD)

    waiting = [(item["kind"], item["component"]) for item in filled.json("reviews")]
    filled.done("components", "list", "yunling/parking")
    merged = filled.done("components", "merge", "haina/carparks", "yunling/parking")

    assert waiting == [("proposal", "yunling/parking"), ("proposal", "haina/carparks")]
    assert "haina/carparks leads to yunling/parking now." in merged
    assert filled.json("reviews") == []
    assert "0 ran out." in filled.done("sweep")
    assert "Everything equals its recount." in filled.done("check")


def test_a_refusal_ends_with_one_and_its_sentence(filled: Shell):
    refused = filled.run("components", "sign-off", "yunling/parking")

    assert refused.exit_code == 1
    assert "is proposed" in refused.stderr
