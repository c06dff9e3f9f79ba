"""What numbers promise, how specifiers relate, and to which version one can go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from registry.catalogue.versioning import read_version
from registry.comparison.numbers import read_step, relation_of
from registry.comparison.upgrades import Candidate, Upgrade, find_upgrades, pairs_of


@pytest.mark.parametrize(
    ("number", "other", "step", "verdict"),
    [
        ("1.2", "1.2.0", "same", "none"),
        ("1.2", "1.2.1", "patch", "compatible"),
        ("1.2", "1.3", "minor", "compatible"),
        ("1.2", "2.0", "major", "breaking"),
        ("0.2", "0.3", "minor", "breaking"),
        ("0.2.1", "0.2.2", "patch", "compatible"),
        ("1.3", "1.2", "minor", "breaking"),
        ("1.2.1", "1.2", "patch", "compatible"),
        ("1.2", "1!1.2", "major", "breaking"),
        ("1.2", "1.3rc1", "minor", "unknown"),
        ("1.3rc1", "1.3", "prerelease", "unknown"),
        ("1.2", "1.2.post1", "patch", "compatible"),
        ("2026.3", "2026.4", "minor", "compatible"),
    ],
)
def test_the_number_promises(number: str, other: str, step: str, verdict: str):
    assert read_step(number, other) == (step, verdict)


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        ("", "", "same"),
        ("", ">=1", "narrower"),
        (">=1", "", "wider"),
        (">=1.0,<3", ">=1.2,<3", "narrower"),
        (">=1.0,<3", ">=1.0,<4", "wider"),
        (">=1.0,<2", ">=1.5,<3", "other"),
        ("~=1.4.2", ">=1.4.2,<1.5", "same"),
        ("~=1.4.2", "==1.4.*,>=1.4.2", "same"),
        ("==1.*", "==1.2.*", "narrower"),
        (">=1", ">=1,!=1.3", "narrower"),
        ("<2", "<=2", "wider"),
        (">1.0", ">=1.0", "wider"),
    ],
)
def test_specifiers_are_held_against_each_other(old: str, new: str, relation: str):
    assert relation_of(old, new) == relation


CLAUSES = st.builds(
    "".join, st.tuples(st.sampled_from([">=", "<", "<=", ">", "!=", "=="]), st.sampled_from(["1", "1.2", "2.0", "2.5"]))
)
GRID = [Version(f"{major}.{minor}.{patch}") for major in range(4) for minor in range(7) for patch in range(2)]


@settings(max_examples=100, deadline=None)
@given(st.lists(CLAUSES, max_size=3), st.lists(CLAUSES, max_size=3))
def test_every_version_agrees_with_how_two_specifiers_relate(old: list[str], new: list[str]):
    before, after = SpecifierSet(",".join(old)), SpecifierSet(",".join(new))

    relation = relation_of(str(before), str(after))

    lost = [version for version in GRID if version in before and version not in after]
    gained = [version for version in GRID if version in after and version not in before]
    assert not (lost and relation in {"wider", "same"})
    assert not (gained and relation in {"narrower", "same"})


def candidates(*said: tuple[str, str | None], yanked: tuple[str, ...] = ()) -> list[Candidate]:
    found = [(read_version(number), document) for number, document in said]
    return sorted(
        (
            Candidate(number.number, number.sort_key, number.is_prerelease, number.number in yanked, document)
            for number, document in found
        ),
        key=lambda candidate: candidate.key,
    )


def test_each_step_between_documents_must_be_compatible():
    versions = candidates(("1.0", "a"), ("1.1", "b"), ("1.2", "c"), ("1.3", "d"))
    kept = {("a", "b"): "compatible", ("b", "c"): "breaking", ("c", "d"): "none"}

    found = find_upgrades("1.0", versions, kept)

    assert pairs_of(versions) == [("a", "b"), ("b", "c"), ("c", "d")]
    assert found.compatible == Upgrade("1.1", "compatible", "interface")
    assert found.breaking == Upgrade("1.3", "breaking", "interface")
    assert find_upgrades("1.2", versions, kept).compatible == Upgrade("1.3", "none", "interface")


def test_a_major_step_whose_interface_is_compatible_is_an_upgrade():
    found = find_upgrades("1.0", candidates(("1.0", "a"), ("2.0", "b")), {("a", "b"): "compatible"})

    assert found == (Upgrade("2.0", "compatible", "interface"), None)


def test_what_is_not_known_is_no_compatible_upgrade():
    found = find_upgrades("1.0", candidates(("1.0", "a"), ("1.1", "b")), {("a", "b"): "unknown"})

    assert found == (None, Upgrade("1.1", "unknown", "interface"))


def test_where_a_document_or_a_comparison_is_lacking_the_number_speaks():
    lacking = find_upgrades("1.0", candidates(("1.0", None), ("1.1", "b"), ("2.0", None)), {})
    uncompared = find_upgrades("1.0", candidates(("1.0", "a"), ("1.1", "b")), {})

    assert lacking == (Upgrade("1.1", "compatible", "number"), Upgrade("2.0", "breaking", "number"))
    assert uncompared.compatible == Upgrade("1.1", "compatible", "number")


def test_pre_releases_yanked_versions_and_older_ones_are_passed_over():
    versions = candidates(("0.9", "z"), ("1.0", "a"), ("1.1", "a"), ("1.2", "a"), ("1.3rc1", "b"), yanked=("1.2",))

    assert find_upgrades("1.0", versions, {}) == (Upgrade("1.1", "none", "interface"), None)
    assert find_upgrades("7.7", versions, {}) == (None, None)
