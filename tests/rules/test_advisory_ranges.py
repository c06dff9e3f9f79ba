"""Which versions an advisory affects, held against the algorithm of the OSV schema as it stands there."""

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some
from packaging.version import Version

from registry.advisories.checking import closed, in_canonical_spelling
from registry.advisories.ranges import affected_by, spans_of
from registry.catalogue.versioning import read_version

NUMBERS = [
    "0.dev1", "0", "0.1", "1.0.dev3", "1.0a1", "1.0b2.dev1", "1.0b2", "1.0rc1", "1.0", "1.0.post1", "1.0.1", "1.1",
    "1.2rc1", "1.2", "1.10", "2.0", "2.0.post1.dev1", "10.0", "1!0.1",
]  # fmt: skip
ORDER = ("introduced", "fixed", "last_affected", "limit")


def is_vulnerable(number: str, ranges: list[dict[str, Any]], versions: list[str]) -> bool:
    """IsVulnerable of the OSV schema 1.7, with the order of `packaging`."""
    version = Version(number)
    return version in map(Version, versions) or any(in_range(version, found["events"]) for found in ranges)


def in_range(version: Version, events: list[dict[str, str]]) -> bool:
    limits = [event["limit"] for event in events if "limit" in event]
    if limits and not any(limit == "*" or version < Version(limit) for limit in limits):
        return False
    vulnerable = False
    for event in sorted((event for event in events if "limit" not in event), key=moment):
        if "introduced" in event and (event["introduced"] == "0" or version >= Version(event["introduced"])):
            vulnerable = True
        elif "fixed" in event:
            vulnerable = vulnerable and version < Version(event["fixed"])
        elif "last_affected" in event:
            vulnerable = vulnerable and version <= Version(event["last_affected"])
    return vulnerable


def moment(event: dict[str, str]) -> tuple[bool, Version, int]:
    ((kind, number),) = event.items()
    return (kind, number) != ("introduced", "0"), Version(number), ORDER.index(kind)


number = some.sampled_from(NUMBERS)
starts = some.builds(lambda n: {"introduced": n}, number)
limits = some.builds(lambda n: {"limit": n}, number | some.just("*"))


def timelines(end: str) -> some.SearchStrategy[list[dict[str, str]]]:
    ends = some.builds(lambda n: {end: n}, number)
    rest = some.lists(some.one_of(starts, ends, limits), max_size=6)
    return some.builds(lambda first, more: [*more, first], starts, rest)


ranges = some.lists(some.one_of(timelines("fixed"), timelines("last_affected")), max_size=3).map(
    lambda found: [{"type": "ECOSYSTEM", "events": events} for events in found]
)


@settings(max_examples=400, deadline=None)
@given(ranges, some.lists(number, max_size=3))
def test_the_same_versions_are_affected_as_by_the_algorithm_of_the_schema(
    found: list[dict[str, Any]], listed: list[str]
):
    accepted = [one for one in found if not in_canonical_spelling(one, "")[1]]
    affected = affected_by([{"ranges": accepted, "versions": listed}])

    ours = [number for number in NUMBERS if affected.holds(read_version(number).sort_key)]

    assert ours == [number for number in NUMBERS if is_vulnerable(number, accepted, listed)]


@settings(max_examples=200, deadline=None)
@given(ranges)
def test_spans_are_disjoint_and_in_order(found: list[dict[str, Any]]):
    for one in found:
        if in_canonical_spelling(one, "")[1]:
            continue
        spans = spans_of(one)
        for before, after in pairwise(spans):
            assert before.end_key is not None
            assert before.end_key <= after.first_key
            assert not (before.holds_end and before.end_key == after.first_key and after.first_key == b"")


def test_zero_is_before_everything_also_before_what_comes_before_zero():
    affected = affected_by([{"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}])

    assert all(affected.holds(read_version(number).sort_key) for number in NUMBERS)


def test_a_version_that_comes_later_in_an_open_range_is_affected():
    affected = affected_by([{"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}]}]}])

    assert affected.holds(read_version("999!7.0rc1").sort_key)
    assert not affected.holds(read_version("2.0rc1").sort_key)


def test_versions_are_spelled_as_the_registry_spells_them():
    found, errors = in_canonical_spelling({"type": "ECOSYSTEM", "events": [{"introduced": "V1.0-RC.1"}]}, "")

    assert (found["events"], errors) == ([{"introduced": "1.0rc1"}], [])


def test_an_open_range_is_closed_by_the_first_fix_after_it_and_a_closed_one_is_left_alone():
    def close(*events: dict[str, str]) -> list[dict[str, str]]:
        found: list[dict[str, str]] = closed({"type": "ECOSYSTEM", "events": list(events)}, ["1.4", "1.2", "0.9"])[
            "events"
        ]
        return found

    assert close({"introduced": "1.0"})[1:] == [{"fixed": "1.2"}]
    assert close({"introduced": "1.2"})[1:] == [{"fixed": "1.4"}]
    assert close({"introduced": "2.0"})[1:] == []
    assert close({"introduced": "0"}, {"fixed": "1.1"})[2:] == []
    assert close({"introduced": "0"}, {"last_affected": "1.1"}, {"introduced": "1.2"})[3:] == []
