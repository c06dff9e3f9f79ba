"""Which identity tokens are believed: RFC 7519, RFC 8725, and promise 14 of the security table."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.jwk import OKPKey, RSAKey

from registry.kit.addresses import may_be_called, read_networks
from registry.publishing.assertions import (
    LEEWAY,
    LONGEST,
    REMEMBERED,
    KeyUnknown,
    check_claims,
    check_signature,
    digest_of,
    kept_claims,
    read_assertion,
)
from registry.publishing.keys import AssertionWrong, usable_keys

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ISSUER, AUDIENCE = "https://forge.example", "https://registry.example"

PRIVATE = rsa.generate_private_key(65537, 2048)
RSA = RSAKey.import_key(PRIVATE, {"kid": "one"})
ED_PRIVATE = Ed25519PrivateKey.generate()
ED = OKPKey.import_key(ED_PRIVATE, {"kid": "two"})
KEYS = usable_keys({"keys": [RSA.as_dict(private=False), ED.as_dict(private=False)]})

TWICE = b'{"a":1,"a":2}'


def encoded(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(header: dict[str, Any], claims: Any) -> str:
    """A token signed by another library than the one that checks it."""
    text = f"{encoded(header)}.{encoded(claims)}"
    if header.get("alg") in ("EdDSA", "Ed25519"):
        signature = ED_PRIVATE.sign(text.encode())
    elif header.get("alg") == "PS256":
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
        signature = PRIVATE.sign(text.encode(), pss, hashes.SHA256())
    else:
        signature = PRIVATE.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}.{encoded(signature)}"


def claims(**changes: Any) -> dict[str, Any]:
    said = {"iss": ISSUER, "aud": AUDIENCE, "iat": SECONDS, "exp": SECONDS + 300, "jti": "1", **changes}
    return {name: value for name, value in said.items() if value is not None}


def checked(**changes: Any) -> None:
    check_claims(claims(**changes), issuer=ISSUER, audience=AUDIENCE, now=NOW)


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "RS256", "kid": "one"},
        {"alg": "RS256", "kid": "one", "typ": "JWT"},
        {"alg": "PS256", "kid": "one", "x5t": "a thumbprint"},
        {"alg": "EdDSA", "kid": "two"},
        {"alg": "Ed25519", "kid": "two"},
    ],
)
def test_what_the_issuers_key_signed_is_good(header: dict[str, Any]):
    check_signature(read_assertion(signed(header, claims())), KEYS)


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "kid": "one"},
        {"alg": "HS256", "kid": "one"},
        {"alg": "RS384", "kid": "one"},
        {"alg": "EdDSA", "kid": "one"},
        {"alg": "RS256", "kid": "two"},
        {"alg": ["RS256"], "kid": "one"},
        {"kid": "one"},
        {"alg": "RS256", "kid": "one", "typ": "at+jwt"},
        {"alg": "RS256", "kid": "one", "typ": 1},
        {"alg": "RS256", "kid": "one", "jku": "https://evil.example/jwks"},
        {"alg": "RS256", "kid": "one", "jwk": RSA.as_dict(private=False)},
        {"alg": "RS256", "kid": "one", "x5u": "https://evil.example/x5u"},
        {"alg": "RS256", "kid": "one", "x5c": []},
        {"alg": "RS256", "kid": "one", "crit": ["exp"]},
        {"alg": "RS256", "kid": "../../dev/null"},
        {"alg": "RS256", "kid": {"one": 1}},
        {"alg": "RS256"},
    ],
)
def test_a_token_does_not_say_how_it_is_checked(header: dict[str, Any]):
    with pytest.raises(AssertionWrong):
        check_signature(read_assertion(signed(header, claims())), KEYS)


def test_without_a_name_an_issuers_only_key_is_meant():
    unnamed = read_assertion(signed({"alg": "RS256"}, claims()))

    check_signature(unnamed, KEYS[:1])
    with pytest.raises(KeyUnknown):
        check_signature(unnamed, [])


def test_a_key_is_used_for_its_own_algorithm_only():
    for_pss = usable_keys({"keys": [{**RSA.as_dict(private=False), "alg": "PS256"}]})

    with pytest.raises(AssertionWrong):
        check_signature(read_assertion(signed({"alg": "RS256", "kid": "one"}, claims())), for_pss)


def test_a_changed_letter_is_noticed():
    header, payload, signature = signed({"alg": "RS256", "kid": "one"}, claims()).split(".")
    other = encoded(claims(sub="somebody else"))
    for forged in (f"{header}.{other}.{signature}", f"{header}.{payload}.{signature[:-4]}AAAA"):
        with pytest.raises(AssertionWrong):
            check_signature(read_assertion(forged), KEYS)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b",
        "a.b.c.d.e",
        "eyJ9.e30.AA",
        "é.e30.AA",
        f"{encoded({'alg': 'RS256'})}.{encoded([])}.AA",
        f"{encoded({'alg': 'RS256'})}.{encoded(TWICE)}.AA",
        f"{encoded({'alg': 'RS256'})}.{encoded(b'[' * 9000)}.AA",
        f"{encoded({'alg': 'RS256'})}.e30=.AA",
        f"{encoded({'alg': 'RS256'})}.{encoded({'filler': 'x' * 16_384})}.AA",
    ],
)
def test_what_is_no_signed_token_is_refused_before_anything_is_asked(token: str):
    with pytest.raises(AssertionWrong):
        read_assertion(token)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"aud": [AUDIENCE]},
        {"nbf": SECONDS - 5},
        {"iat": SECONDS + 29},
        {"iat": SECONDS - 320, "exp": SECONDS - 29},
        {"exp": SECONDS + LONGEST.total_seconds()},
    ],
)
def test_claims_that_are_believed(changes: dict[str, Any]):
    checked(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"iss": f"{ISSUER}/"},
        {"aud": "https://other.example"},
        {"aud": [AUDIENCE, "https://other.example"]},
        {"aud": None},
        {"aud": {}},
        {"exp": None},
        {"exp": SECONDS - 30},
        {"exp": float("inf")},
        {"exp": 1e300},
        {"exp": str(SECONDS + 300)},
        {"exp": True},
        {"exp": SECONDS},
        {"exp": SECONDS + LONGEST.total_seconds() + 1},
        {"iat": None},
        {"iat": SECONDS + 31},
        {"nbf": SECONDS + 3600},
        {"nbf": "soon"},
        {"jti": None},
        {"jti": ""},
        {"jti": 1},
        {"jti": "x" * 501},
    ],
)
def test_claims_that_are_not(changes: dict[str, Any]):
    if changes == {"exp": SECONDS}:
        changes = {"iat": SECONDS, "exp": SECONDS}
    with pytest.raises(AssertionWrong):
        checked(**changes)


def test_a_used_token_is_remembered_for_longer_than_it_could_be_good():
    issued = NOW + LEEWAY
    longest = issued + LONGEST + LEEWAY

    assert longest <= NOW + REMEMBERED
    assert digest_of("https://a.example", "1") != digest_of("https://b.example", "1")
    assert timedelta(0) < LEEWAY < timedelta(minutes=2)


def test_weak_and_foreign_keys_are_passed_over():
    good = RSA.as_dict(private=False)
    weak = {**good, "kid": "weak", "n": encoded((2**1024 - 105).to_bytes(128))}
    listed = [
        weak,
        {**good, "use": "enc"},
        {"kty": "oct", "k": "c2VjcmV0", "kid": "one"},
        {"kty": "RSA", "kid": "torn"},
        "no key",
        good,
    ]

    assert [key.kid for key in usable_keys({"keys": listed})] == ["one"]
    no_sets: list[Any] = [{}, [], {"keys": {}}, {"keys": [good] * 101}]
    for no_set in no_sets:
        with pytest.raises(AssertionWrong):
            usable_keys(no_set)


def test_nobodys_name_is_kept_of_a_token():
    said = claims(repository="a/b", actor="zhang-san", user_login="zhang", sha="2b", ref="x\n", workflow=7)

    assert kept_claims(said) == {"repository": "a/b", "sha": "2b"}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 — an address that is judged, not one to listen at
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "no address",
    ],
)
def test_addresses_inside_are_not_called(address: str):
    assert not may_be_called(address)


def test_the_world_is_called_and_what_the_operator_opens():
    intranet = read_networks(["10.20.0.0/16", " fd00:1::/32 ", ""])

    assert may_be_called("93.184.215.14") and may_be_called("2606:2800:21f::1")
    assert may_be_called("10.20.3.4", intranet) and may_be_called("fd00:1::5", intranet)
    assert not may_be_called("10.21.3.4", intranet)
    assert may_be_called("127.0.0.1", loopback=True) and not may_be_called("10.0.0.1", loopback=True)
