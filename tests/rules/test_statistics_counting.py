"""What rows count for, and how counts move."""

import random
from collections import Counter

import pytest

from registry.statistics.counting import (
    DISTINCT,
    AdoptionFacts,
    Cell,
    ComponentFacts,
    VersionFacts,
    cells_to_read,
    count_adoption,
    count_component,
    count_version,
    difference,
    move,
)

LISTED = ComponentFacts("listed", True, True, "service", "A4", publisher_city=1, is_demo=False)
RUNNING = AdoptionFacts(
    stage="live",
    is_running=True,
    has_version=True,
    city=2,
    city_class="foundational",
    province="990100",
    component=7,
    component_facts=LISTED,
    publisher_class="leading",
    is_demo=False,
)
REUSE = {"reuse_by_kind", "reuse_by_flow", "reusing_cities", "components_reused", "components_on_shelf_reused"}


def figures(cells: list[Cell]) -> set[str]:
    return {figure for figure, _ in cells}


@pytest.mark.parametrize(
    ("facts", "cells"),
    [
        pytest.param(
            LISTED,
            [
                ("components", "listed"),
                ("components_by_domain", "listed/A4"),
                ("components_by_kind", "listed/service"),
                ("publishing_cities", "1"),
            ],
            id="on the shelf, for its city too",
        ),
        pytest.param(LISTED._replace(status="draft", is_shown=False, is_on_shelf=False), [], id="a draft: nothing"),
        pytest.param(
            LISTED._replace(status="retired", is_on_shelf=False, domain=None, is_demo=True),
            [
                ("components", "retired"),
                ("components_by_domain", "retired/unspecified"),
                ("components_by_kind", "retired/service"),
                ("demonstration", "components"),
            ],
            id="retired, of no domain, of the demonstration",
        ),
        pytest.param(
            LISTED._replace(publisher_city=None),
            [("components", "listed"), ("components_by_domain", "listed/A4"), ("components_by_kind", "listed/service")],
            id="an authority's: for no city",
        ),
    ],
)
def test_a_component_counts_for(facts: ComponentFacts, cells: list[Cell]):
    assert count_component(facts) == cells


@pytest.mark.parametrize(
    ("shown", "yanked", "cells"),
    [
        (True, False, [("versions", "standing")]),
        (True, True, [("versions", "yanked")]),
        (False, False, []),
    ],
)
def test_a_version_counts_for(shown: bool, yanked: bool, cells: list[Cell]):
    assert count_version(VersionFacts(shown, yanked)) == cells


def test_a_running_adoption_by_another_city_counts_as_reuse_in_every_breakdown():
    assert count_adoption(RUNNING) == [
        ("adoptions", "live"),
        ("adoptions_by_version", "live/known"),
        ("components_on_shelf_reused", "7"),
        ("components_reused", "7"),
        ("reuse_by_class", "foundational"),
        ("reuse_by_domain", "A4"),
        ("reuse_by_flow", "leading/foundational"),
        ("reuse_by_kind", "service"),
        ("reuse_by_province", "990100"),
        ("reuse_by_version", "known"),
        ("reusing_cities", "2"),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(RUNNING._replace(city=1), id="its own city's component"),
        pytest.param(RUNNING._replace(stage="approved", is_running=False), id="not running yet"),
        pytest.param(RUNNING._replace(stage="suspended", is_running=False), id="suspended"),
    ],
)
def test_an_adoption_that_is_no_running_reuse_counts_by_stage_only(facts: AdoptionFacts):
    assert figures(count_adoption(facts)) == {"adoptions", "adoptions_by_version"}


@pytest.mark.parametrize(
    ("facts", "cell"),
    [
        pytest.param(RUNNING._replace(has_version=False), ("reuse_by_version", "unknown"), id="unknown version"),
        pytest.param(RUNNING._replace(city_class=None), ("reuse_by_flow", "leading/unclassified"), id="no class"),
        pytest.param(RUNNING._replace(province=None), ("reuse_by_province", "unknown"), id="no division"),
        pytest.param(RUNNING._replace(is_demo=True), ("demonstration", "adoptions"), id="demonstration"),
        pytest.param(
            RUNNING._replace(component_facts=LISTED._replace(publisher_city=None), publisher_class=None),
            ("reuse_by_flow", "unclassified/foundational"),
            id="an authority's component is nobody's own",
        ),
    ],
)
def test_what_is_not_known_has_a_bucket_of_its_own(facts: AdoptionFacts, cell: Cell):
    assert cell in count_adoption(facts)


def test_reuse_of_a_retired_component_stays_reuse_but_not_of_the_shelf():
    retired = LISTED._replace(status="retired", is_on_shelf=False)

    assert figures(count_adoption(RUNNING._replace(component_facts=retired))) & REUSE == REUSE - {
        "components_on_shelf_reused"
    }


def test_only_what_changes_moves():
    before = [("adoptions", "planned"), ("adoptions_by_version", "planned/known")]
    after = [("adoptions", "planned"), ("adoptions_by_version", "planned/unknown")]

    assert difference(before, after) == {
        ("adoptions_by_version", "planned/known"): -1,
        ("adoptions_by_version", "planned/unknown"): 1,
    }


@pytest.mark.parametrize(
    ("before", "by", "key_after", "total_after"),
    [
        pytest.param(0, 1, 1, 4, id="the first of a city counts the city"),
        pytest.param(1, 1, 2, None, id="a second one does not"),
        pytest.param(2, -1, 1, None, id="nor does losing one of two"),
        pytest.param(1, -1, 0, 2, id="losing the last does"),
    ],
)
def test_a_city_counts_once_however_much_it_runs(before: int, by: int, key_after: int, total_after: int | None):
    city, total = ("reusing_cities", "2"), ("distinct", "reusing_cities")

    moved = move({city: before, total: 3}, {city: by})

    assert (moved[city], moved.get(total)) == (key_after, total_after)


def test_counts_below_nothing_are_refused():
    with pytest.raises(ValueError, match="components"):
        move({("components", "listed"): 1}, {("components", "listed"): -2})


def test_moving_by_differences_ends_where_counting_from_scratch_does():
    chance = random.Random(5)
    amounts: dict[Cell, int] = {}
    subjects: dict[int, list[Cell]] = {}
    for _ in range(2000):
        subject = chance.randrange(40)
        facts = RUNNING._replace(city=chance.randrange(4), component=chance.randrange(5), has_version=subject % 2 == 0)
        after = count_adoption(facts) if chance.random() < 0.7 else []
        moves = difference(subjects.get(subject, []), after)
        subjects[subject] = after
        present = {cell: amounts[cell] for cell in cells_to_read(moves) if cell in amounts}
        amounts.update(move(present, moves))

    scratch = Counter(cell for cells in subjects.values() for cell in cells)
    totals = Counter(("distinct", figure) for figure, _ in scratch if figure in DISTINCT)
    assert {cell: amount for cell, amount in amounts.items() if amount} == {**scratch, **totals}
