"""Version numbers: one canonical spelling, and a sort key that orders as `packaging` does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from registry.catalogue.versioning import VersionUnreadable, read_specifier, read_version

SMALL = st.sampled_from([0, 1, 2, 9, 10, 255, 256, 2**32, 2**64 - 1])
NUMBERS = st.builds(
    lambda epoch, release, pre, post, dev: f"{epoch}{'.'.join(map(str, release))}{pre}{post}{dev}",
    st.sampled_from(["", "", "1!", "256!"]),
    st.lists(SMALL, min_size=1, max_size=4).filter(lambda parts: sum(len(str(part)) for part in parts) < 30),
    st.sampled_from(["", "a0", "a1", "b1", "rc1", "rc256"]),
    st.sampled_from(["", ".post0", ".post1", ".post256"]),
    st.sampled_from(["", ".dev0", ".dev1"]),
)


@given(NUMBERS, NUMBERS)
def test_the_sort_key_orders_as_packaging_does(first: str, second: str):
    left, right = read_version(first).sort_key, read_version(second).sort_key

    assert (left < right) == (Version(first) < Version(second))
    assert (left == right) == (Version(first) == Version(second))


@given(NUMBERS)
def test_the_canonical_spelling_is_a_fixed_point_and_the_same_version(text: str):
    found = read_version(text)

    assert read_version(found.number) == found
    assert Version(found.number) == Version(text)
    assert found.is_prerelease == Version(text).is_prerelease
    assert len(found.sort_key) <= 255


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.0", "1.0"),
        ("v1.0", "1.0"),
        ("1.0.0-rc.1", "1.0.0rc1"),
        ("1.0-1", "1.0.post1"),
        ("1.0ALPHA2", "1.0a2"),
        ("2024.04.01", "2024.4.1"),
    ],
)
def test_any_valid_spelling_becomes_the_canonical_one(text: str, number: str):
    assert read_version(text).number == number


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("1.0.0-SNAPSHOT", "1.0.0.dev0"),
        ("1.0.0.RELEASE", "1.0.0"),
        ("1.0.0-alpha.beta", "1.0.0b0"),
        ("2.0.0-M3", "2.0.0a3"),
        ("1.0+city", "1.0"),
        ("版本2.1", "2.1"),
        ("newest", None),
        ("", None),
        ("１.０", None),
        (" 1.0 ", "1.0"),
        ("1.99999999999999999999", None),
    ],
)
def test_a_refused_spelling_comes_with_the_nearest_valid_one(text: str, suggestion: str | None):
    with pytest.raises(VersionUnreadable) as refusal:
        read_version(text)

    assert refusal.value.suggestion == suggestion


@given(st.text(max_size=80))
def test_whatever_is_written_is_read_or_refused(text: str):
    try:
        found = read_version(text)
    except VersionUnreadable as refusal:
        assert refusal.suggestion is None or read_version(refusal.suggestion).number == refusal.suggestion
    else:
        assert Version(found.number) == Version(text)


@pytest.mark.parametrize("text", ["newest", ">=", ">=1,,<2 and", "=>1", "1.0", ">=1" * 100])
def test_a_specifier_that_is_none_is_refused(text: str):
    with pytest.raises(ValueError, match=r"\S"):
        read_specifier(text)


@given(NUMBERS, NUMBERS)
def test_specifiers_agree_with_the_order(bound: str, candidate: str):
    assert read_specifier(f">={bound}").contains(Version(candidate), prereleases=True) == (
        Version(candidate) >= Version(bound)
    )
