"""Signing where nothing leads in: the nonce is carried there, the signed file back."""

import json

import pytest

from tests.build import description
from tests.cli.conftest import Shell


@pytest.fixture
def adoption(two_cities: Shell) -> str:
    """A live adoption of Haina."""
    parking = {"publisher": "yunling", "name": "parking", **description(), "version": {"number": "1.0"}}
    two_cities.done("publish", two_cities.write("parking.json", parking))
    identifier: str = two_cities.json("adopt", "yunling/parking", "--adopter", "haina")["id"]
    for stage in ("approved", "live"):
        two_cities.done("adoptions", "move", identifier, stage)
    return identifier


def test_a_nonce_is_signed_offline_and_its_file_is_taken_once(two_cities: Shell, adoption: str):
    key = two_cities.write("adoption.key", two_cities.done("attest", "key", adoption))
    nonce = two_cities.done("attest", "nonce", adoption, "--offline").strip()
    file = two_cities.write("signed.json", two_cities.done("attest", "sign", nonce, "--key", key, "--usage", "1-99"))

    sent = two_cities.json("attest", "file", adoption, file)
    again = two_cities.run("attest", "file", adoption, file)

    assert (sent["method"], sent["usage"]) == ("signed_file", "1-99")
    assert again.exit_code == 1
    assert "ask for a new nonce" in again.stderr


def test_a_deployment_that_reaches_the_registry_signs_in_one_go(two_cities: Shell, adoption: str):
    key = two_cities.write("adoption.key", two_cities.json("attest", "key", adoption)["key"])

    sent = two_cities.json("attest", "signed", adoption, "--key", key, "--version", "1.0")

    assert (sent["method"], sent["version"]) == ("signed", "1.0")
    assert [row["id"] for row in two_cities.json("attest", "list", adoption)] == [sent["id"]]


@pytest.mark.parametrize("content", ["no key at all", "AAAA", "秘密"])
def test_a_file_that_holds_no_key_is_wrong_usage(two_cities: Shell, content: str):
    key = two_cities.write("adoption.key", content)

    result = two_cities.run("attest", "sign", "00" * 32, "--key", key)

    assert result.exit_code == 2


def test_what_is_signed_is_what_the_registry_documents(two_cities: Shell):
    key = two_cities.write("adoption.key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")

    signed = json.loads(two_cities.done("attest", "sign", "abc", "--key", key, "--version", "1.2"))

    # printf 'abc\n1.2\n' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…00
    assert signed["signature"] == "5962163ace7ed1792e2cba3c5a008f66816d43a891f77dc7dff05006a7a0a02a"
    assert set(signed) == {"nonce", "version", "signature", "signed_at"}
