"""Specifiers that can never match, and ways round a circle: each held against trying everything."""

from collections import deque
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.version import Version

from registry.catalogue.dependencies import can_match, find_path
from registry.catalogue.versioning import read_specifier

RELEASES = ["0", "0.0.1", "0.9", "1", "1.0.0.1", "1.0.1", "1.1", "1.1.1", "1.2", "2", "2.0.1", "3", "1!0", "1!1"]
SUFFIXES = [
    "",
    *(
        f"{a}{b}{c}"
        for a, b, c in product(
            ["", "a0", "a1", "a2", "b1", "rc1", "rc2"],
            ["", ".post0", ".post1", ".post2"],
            ["", ".dev0", ".dev1", ".dev2"],
        )
    ),
]
DENSE = [Version(release + suffix) for release in RELEASES for suffix in SUFFIXES]
"""Every kind of version around every bound that the specifiers below are made of."""

BOUNDS = st.builds(
    str.__add__,
    st.sampled_from(["0", "1", "1.1", "2"]),
    st.sampled_from(["", "a1", "rc1", ".post1", ".dev1", "a1.dev1", ".post1.dev1"]),
)
CLAUSES = st.one_of(
    st.builds(str.__add__, st.sampled_from([">=", "<=", ">", "<", "==", "!="]), BOUNDS),
    st.sampled_from(["==1.*", "!=1.*", "==1.1.*", "!=2.*", "~=1.1", "~=1.0.1", "===1.0", "!=0.*"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(CLAUSES, max_size=4))
def test_what_never_matches_is_what_no_version_around_its_bounds_meets(clauses: list[str]):
    specifier = read_specifier(",".join(clauses))
    spelled = [Version(clause[3:]) for clause in clauses if clause.startswith("===")]

    met = any(specifier.contains(version, prereleases=True) for version in (*DENSE, *spelled))

    assert can_match(specifier) == met


@pytest.mark.parametrize(
    "text", ["==1.0+city", "===1.0+city", "===01.0", "===newest", "==99999999999999999999999", ">2,<1"]
)
def test_what_no_published_version_can_be_never_matches(text: str):
    assert not can_match(read_specifier(text))


@pytest.mark.parametrize("text", ["", ">=1", "!=1.0", "===1.0rc1", "==1.0", ">1,<1.0.0.1"])
def test_what_some_version_meets_can_match(text: str):
    assert can_match(read_specifier(text))


EDGES = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=25)


@settings(max_examples=300, deadline=None)
@given(EDGES, st.sets(st.integers(0, 9), min_size=1, max_size=3), st.integers(0, 9))
def test_a_way_is_found_where_there_is_one_and_is_the_shortest(edges: set, starts: set, goal: int):
    way = find_path(
        starts,
        goal,
        lambda ids: [edge for edge in edges if edge[0] in ids],
        lambda ids: [edge for edge in edges if edge[1] in ids],
    )

    shortest = steps(edges, starts, goal)
    assert (way is None) == (shortest is None)
    if way is not None:
        assert way[0] in starts
        assert way[-1] == goal
        assert set(pairwise(way)) <= edges
        assert len(way) - 1 == shortest


def steps(edges: set[tuple[int, int]], starts: set[int], goal: int) -> int | None:
    """How many steps the goal is away, found by trying everything."""
    reached, queue = dict.fromkeys(starts, 0), deque(starts)
    while queue:
        here = queue.popleft()
        for _, there in (edge for edge in edges if edge[0] == here):
            if there not in reached:
                reached[there] = reached[here] + 1
                queue.append(there)
    return reached.get(goal)
