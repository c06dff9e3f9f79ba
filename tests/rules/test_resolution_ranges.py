"""Specifiers as ranges of sort keys say the same as `packaging`."""

from random import Random

import pytest
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from registry.catalogue.versioning import read_version
from registry.resolution.ranges import read_range
from registry.resolution.shelves import Shelf
from tests.rules.catalogues import offer

RELEASES = ("0", "1", "1.0", "1.0.0", "1.1", "1.2", "1.2.0.3", "1.9", "1.10", "2", "2.0", "3.255", "3.256", "1!1.0")
SUFFIXES = ("", "", "", "a1", "b2", "rc1", ".dev0", ".dev3", ".post1", ".post2", "rc1.post1", "a1.dev2", ".post1.dev1")
OPERATORS = ("==", "!=", ">=", "<=", ">", "<", "~=", "===")


def versions() -> list[str]:
    spelled = {str(Version(f"{release}{suffix}")) for release in RELEASES for suffix in SUFFIXES}
    return sorted(spelled, key=Version, reverse=True)


def one_of_each_key(numbers: list[str]) -> Shelf:
    offers = {read_version(number).sort_key: offer(number) for number in numbers}
    return Shelf("a", [offers[key] for key in sorted(offers, reverse=True)])


def clause(chance: Random) -> str:
    operator, release = chance.choice(OPERATORS), chance.choice(RELEASES)
    if operator in {"==", "!="} and chance.random() < 0.4:
        return f"{operator}{release}.*"
    return f"{operator}{release}{chance.choice(SUFFIXES)}"


def test_a_range_takes_what_packaging_takes():
    chance, shelf = Random(1), one_of_each_key(versions())
    tried = 0
    while tried < 700:
        text = ",".join(clause(chance) for _ in range(chance.randint(1, 3)))
        try:
            wanted = SpecifierSet(text)
        except InvalidSpecifier:
            continue
        tried += 1

        within = shelf.within(text)

        for place, version in enumerate(shelf.offers):
            expected = wanted.contains(version.number, prereleases=True)
            assert bool(within >> place & 1) == expected, (text, version.number)


@pytest.mark.parametrize(
    ("text", "named"), [("", False), (">=1", False), (">=1rc1", True), ("<2,>=1.0a1", True), ("==1.*", False)]
)
def test_whether_a_specifier_names_a_prerelease(text: str, named: bool):
    assert read_range(text).names_prerelease is named


@pytest.mark.parametrize("text", ["latest", ">=", ">=1,,<2 or 3", "~=1", ">=" + "1" * 200])
def test_what_is_no_specifier_is_refused(text: str):
    with pytest.raises(ValueError):
        read_range(text)
