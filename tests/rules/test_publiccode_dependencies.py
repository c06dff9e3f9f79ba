"""Bounds of `dependsOn` as version specifiers."""

import pytest
from packaging.specifiers import SpecifierSet

from registry.catalogue.publiccode.dependencies import Dependency, dependencies


def dependency(**bounds: str) -> Dependency:
    (found,) = dependencies({"open": [{"name": "Java", **bounds}]})
    return found


@pytest.mark.parametrize(
    ("bounds", "specifier"),
    [
        ({}, ""),
        ({"version": "3.2"}, "==3.2.*"),
        ({"version": "2.0rc1"}, "==2.0rc1"),
        ({"versionMin": "2"}, ">=2"),
        ({"versionMax": "21"}, "<22"),
        ({"versionMax": "1.3"}, "<1.4"),
        ({"versionMax": "2.0rc1"}, "<=2.0rc1"),
        ({"versionMin": "", "versionMax": " "}, ""),
        ({"version": "1.2.47", "versionMin": "1.2", "versionMax": "1.3"}, "==1.2.47.*,>=1.2,<1.4"),
    ],
)
def test_the_bounds_become_a_specifier(bounds, specifier):
    found = dependency(**bounds)

    assert found.specifier == specifier
    assert found.not_comparable == ()
    assert not found.conflict
    SpecifierSet(found.specifier)


def test_the_highest_version_is_meant_with_all_its_patches():
    found = dependency(versionMin="21", versionMax="21")

    allowed = SpecifierSet(found.specifier)

    assert "21.0.4" in allowed
    assert "22" not in allowed


@pytest.mark.parametrize("raw", ["2018 Volume 2", "EAP 6", "1.15.5-do.1", "9" * 70])
def test_what_is_no_version_is_listed_as_not_comparable(raw):
    found = dependency(version=raw, versionMin="1.0")

    assert found.not_comparable == (raw,)
    assert found.specifier == ">=1.0"
    assert found.version == raw


@pytest.mark.parametrize(
    ("bounds", "conflict"),
    [
        ({"versionMin": "3", "versionMax": "2"}, True),
        ({"version": "1", "versionMin": "2"}, True),
        ({"version": "3", "versionMax": "2"}, True),
        ({"version": "1", "versionMin": "1.5"}, False),
        ({"versionMin": "2.0", "versionMax": "2"}, False),
        ({"version": "2.0rc1", "versionMax": "2.0rc1"}, False),
        ({"versionMin": "2.0", "versionMax": "2.0rc1"}, True),
    ],
)
def test_bounds_that_no_version_satisfies_are_a_conflict(bounds, conflict):
    assert dependency(**bounds).conflict is conflict


def test_the_three_kinds_are_told_apart_and_nonsense_is_passed_over():
    section = {
        "open": [{"name": "PostgreSQL", "optional": "true"}, "Redis", {"version": "1"}],
        "proprietary": {"name": "Oracle"},
        "hardware": [{"name": "Camera"}],
    }

    found = [(d.kind, d.name, d.optional) for d in dependencies(section)]

    assert found == [("open", "PostgreSQL", True), ("hardware", "Camera", False)]
    assert dependencies(None) == ()
