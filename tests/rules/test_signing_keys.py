"""Which public keys are sound, and what a signature is worth once its key has had a life."""

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from registry.signing.algorithms import ED25519, KeyUnreadable
from registry.signing.curve import L, P
from registry.signing.judging import Life, judge
from tests.openssl import Key, openssl

SMALL_ORDER = (
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
)
"""The eight points whose order divides the cofactor, as every list of them has it."""

NOT_CANONICAL = (
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
)

RFC_8032 = (
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
    "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
)
"""The public keys of its test vectors."""


@pytest.mark.parametrize("key", RFC_8032)
def test_the_keys_of_rfc_8032_are_sound(key: str):
    assert ED25519.is_sound(bytes.fromhex(key))


@pytest.mark.parametrize("key", SMALL_ORDER + NOT_CANONICAL)
def test_keys_of_small_order_and_other_spellings_are_not(key: str):
    assert not ED25519.is_sound(bytes.fromhex(key))


def test_bytes_that_are_no_point_are_not():
    def is_square(y: int) -> bool:
        quotient = (y * y - 1) * pow(-121665 * pow(121666, -1, P) * y * y + 1, -1, P) % P
        return quotient == 0 or pow(quotient, (P - 1) // 2, P) == 1

    no_points = [y for y in range(2, 40) if not is_square(y)]

    assert len(no_points) > 10
    assert not any(ED25519.is_sound(y.to_bytes(32, "little")) for y in no_points)


def test_a_key_with_a_part_of_small_order_is_not():
    """(0, -1) has order two: added to a sound key (x, y) it gives (-x, -y), on the curve and not of prime order."""
    number = int.from_bytes(bytes.fromhex(RFC_8032[0]), "little")
    sign, y = number >> 255, number & (2**255 - 1)
    mixed = ((P - y) | ((1 - sign) << 255)).to_bytes(32, "little")

    assert not ED25519.is_sound(mixed)
    assert L % 8 != 0


def test_keys_of_openssl_are_sound_and_read_in_both_spellings(tmp_path: Path):
    key = Key.make(tmp_path)

    assert ED25519.is_sound(key.public)
    assert ED25519.read_public_key(key.pem) == key.public
    assert ED25519.read_public_key(base64.b64encode(key.public).decode()) == key.public


def test_what_openssl_signs_is_verified_and_nothing_else(tmp_path: Path):
    key = Key.make(tmp_path)
    signature = base64.b64decode(key.sign(b"manifest"))

    assert ED25519.verifies(key.public, b"manifest", signature)
    assert not ED25519.verifies(key.public, b"manifesto", signature)
    assert not ED25519.verifies(key.public, b"manifest", signature[:-1])
    assert not ED25519.verifies(key.public, b"manifest", bytes(64))


@pytest.mark.parametrize(
    "text", ["", "not base64!", "AAAA", base64.b64encode(bytes(33)).decode(), "-----BEGIN PUBLIC KEY-----"]
)
def test_what_is_no_key_is_not_read(text: str):
    with pytest.raises(KeyUnreadable):
        ED25519.read_public_key(text)


def test_keys_of_other_kinds_are_not_read(tmp_path: Path):
    openssl("genpkey", "-algorithm", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", tmp_path / "ec.pem")

    with pytest.raises(KeyUnreadable):
        ED25519.read_public_key(openssl("pkey", "-in", tmp_path / "ec.pem", "-pubout").decode())


def test_a_private_key_is_known_as_one(tmp_path: Path):
    with pytest.raises(KeyUnreadable) as refused:
        ED25519.read_public_key(Key.make(tmp_path).file.read_text())

    assert refused.value.is_private


SIGNED = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
NOW = SIGNED + 10 * DAY


@pytest.mark.parametrize(
    ("life", "state", "is_good"),
    [
        (Life(), "good", True),
        (Life(expires_at=NOW + DAY), "good", True),
        (Life(expires_at=NOW), "key_expired", True),
        (Life(retired_at=SIGNED + DAY), "key_retired", True),
        (Life(compromised_at=SIGNED + DAY), "key_revoked", True),
        (Life(compromised_at=SIGNED), "key_revoked", False),
        (Life(compromised_at=SIGNED - DAY), "key_revoked", False),
        (Life(expires_at=SIGNED, retired_at=SIGNED, compromised_at=SIGNED - DAY), "key_revoked", False),
    ],
)
def test_a_signature_is_judged_by_what_has_become_of_its_key(life: Life, state: str, is_good: bool):
    judged = judge(SIGNED, life, NOW)

    assert (judged.state, judged.is_good) == (state, is_good)
    assert judged.explanation.zh.startswith("签名有效" if is_good else "签名不可信")
