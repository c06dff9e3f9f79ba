"""Rings of cities: components against networkx, signals one by one, and the worked figure."""

from datetime import date, timedelta

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.safeguards.graph import strongly_connected
from registry.safeguards.rings import Grant, Ring, find_rings, suggested_factor

FIRST = date(2026, 3, 2)
EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


@given(EDGES)
def test_components_are_those_that_networkx_finds(edges):
    graph: dict[int, list[int]] = {}
    for one, other in edges:
        graph.setdefault(one, []).append(other)

    found = strongly_connected(graph)

    assert sorted(map(sorted, found)) == sorted(
        map(sorted, networkx.strongly_connected_components(networkx.DiGraph(edges)))
    )


def test_a_long_chain_does_not_exhaust_the_stack():
    size = 50_000
    chain = {place: [place + 1] for place in range(size)} | {size: [0]}

    assert [len(each) for each in strongly_connected(chain)] == [size + 1]


def grant(giver: int, taker: int, credit: float, **changes) -> Grant:
    """An adoption that nothing is striking about but between whom it is."""
    return Grant(**{
        "adoption": 1, "giver": giver, "taker": taker, "credit": credit, "operator": None,
        "begun": FIRST + timedelta(days=30 * giver), **changes,
    })  # fmt: skip


def rings_of(grants, *, depth: float = 0.8) -> list[Ring]:
    return find_rings(grants, depth_of=lambda adoptions: depth)


def codes(ring: Ring) -> set[str]:
    return {signal["code"] for signal in ring.signals}


def the_ring(*grants: Grant, **more) -> Ring:
    (ring,) = rings_of(grants, **more)
    return ring


def test_the_worked_figure():
    assert suggested_factor(3.0, 2.8, 5.0) == pytest.approx(0.72)


def test_two_cities_that_adopt_from_each_other_and_hardly_elsewhere_are_flagged():
    ring = the_ring(grant(1, 2, 3.0), grant(1, 9, 2.0), grant(2, 1, 2.8), grant(2, 9, 1.0))

    assert ring.cities == {1, 2}
    assert codes(ring) == {"closed", "reciprocal"}
    assert ring.suggested_factor == pytest.approx(1 - 0.5 * 1 * 2.8 / 3.8)
    assert len(ring.grants) == 2, "what goes elsewhere is no part of it"


def test_one_signal_alone_flags_nothing():
    mostly_elsewhere = [grant(1, 9, 4.0), grant(2, 9, 4.0)]

    assert rings_of([grant(1, 2, 1.0, begun=FIRST), grant(2, 1, 1.0, begun=FIRST), *mostly_elsewhere]) == []


def test_a_city_that_many_adopt_from_is_no_ring():
    assert rings_of([grant(city, 1, 2.0, begun=FIRST) for city in range(2, 9)], depth=0.25) == []


def test_three_cities_in_a_circle_are_a_ring():
    ring = the_ring(grant(1, 2, 1.0), grant(2, 3, 1.0), grant(3, 1, 1.0))

    assert ring.cities == {1, 2, 3}
    assert codes(ring) == {"closed", "reciprocal"}
    assert ring.suggested_factor == 0.5


def test_one_operator_one_week_and_no_depth_are_signals_of_their_own():
    striking = {"operator": 7, "begun": FIRST}
    ring = the_ring(
        grant(1, 2, 1.0, **striking), grant(2, 1, 1.0, **striking), grant(1, 9, 4.0), grant(2, 9, 4.0), depth=0.3
    )

    assert codes(ring) == {"one_operator", "at_once", "shallow"}


def test_seven_cities_are_no_ring_but_a_ring_among_them_is():
    circle = [grant(city, (city + 1) % 7, 0.1) for city in range(7)]
    inner = [grant(0, 1, 4.0), grant(1, 0, 4.0)]

    assert rings_of(circle) == []
    assert [ring.cities for ring in rings_of([*circle, *inner])] == [{0, 1}]


def test_a_registered_pairing_lowers_the_score_and_suppresses_nothing():
    ring = the_ring(grant(1, 2, 1.0), grant(2, 1, 1.0))

    assert ring.is_flagged
    assert ring.score(is_explained=True) == ring.score(is_explained=False) - 0.5


AMOUNTS = st.floats(0.01, 10, allow_nan=False)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_suggestion_never_takes_more_than_half(given_, back, beside):
    assert 0.5 <= suggested_factor(given_, back, given_ + beside) <= 1.0
