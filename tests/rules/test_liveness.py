"""How long a sign of life lasts, and what is signed."""

import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta

import pytest

from registry.adoption.attestation_keys import is_signed, key_of, sign
from registry.adoption.liveness import (
    alive_until,
    due_when_attested_by,
    is_in_time,
    is_signed_in_time,
    lapsed_when_attested_by,
    nonce_lasts,
    signed_message,
)
from registry.kit.identity import new_id

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_a_sign_of_life_lasts_180_days_and_the_reminder_comes_30_days_before():
    attested = date(2026, 1, 1)

    assert alive_until(attested) == date(2026, 6, 30)
    assert due_when_attested_by(date(2026, 5, 31)) == attested
    assert lapsed_when_attested_by(date(2026, 6, 30)) == attested


def test_a_nonce_is_answered_within_minutes_or_where_it_is_carried_within_days():
    assert nonce_lasts(offline=False) == timedelta(minutes=15)
    assert nonce_lasts(offline=True) == timedelta(days=30)


@pytest.mark.parametrize(
    ("minutes", "used", "good"),
    [(0, False, True), (14, False, True), (15, False, False), (1, True, False), (-1, False, False)],
)
def test_a_nonce_is_good_once_until_it_expires(minutes: int, used: bool, good: bool):
    now = NOW + timedelta(minutes=minutes)

    found = is_in_time(issued_at=NOW, expires_at=NOW + timedelta(minutes=15), used_at=NOW if used else None, now=now)

    assert found is good


@pytest.mark.parametrize(("hours", "good"), [(-1, False), (0, True), (24, True), (48, True), (49, False)])
def test_what_was_signed_elsewhere_was_signed_between_the_nonce_and_now(hours: int, good: bool):
    signed_at = NOW + timedelta(hours=hours)

    assert is_signed_in_time(signed_at, issued_at=NOW, now=NOW + timedelta(hours=48)) is good


def test_three_lines_are_signed_also_where_nothing_is_said():
    assert signed_message("abc", "1.2", "1-99") == b"abc\n1.2\n1-99"
    assert signed_message("abc", None, None) == b"abc\n\n"


def test_each_adoption_and_each_number_has_a_key_of_its_own_and_signs_as_rfc_2104_has_it():
    one, other = new_id(), new_id()
    keys = {key_of("secret", one, 1), key_of("secret", one, 2), key_of("secret", other, 1), key_of("else", one, 1)}
    key = key_of("secret", one, 1)

    assert len(keys) == 4
    assert {len(each) for each in keys} == {32}
    assert sign(key, b"abc") == hmac.new(key, b"abc", hashlib.sha256).hexdigest()
    assert is_signed(key, b"abc", sign(key, b"abc").upper())
    assert not is_signed(key, b"abc", sign(key_of("secret", one, 2), b"abc"))
