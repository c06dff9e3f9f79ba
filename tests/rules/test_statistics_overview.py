"""The overview made of counts, and its texts."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from registry.adoption.vocabulary import STAGES
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.vocabulary import KINDS
from registry.organisations.vocabulary import CITY_CLASSES
from registry.statistics import overview
from registry.statistics.counting import Cell
from registry.statistics.overview import describe_overview
from registry.statistics.wording import wording

AMOUNTS: dict[Cell, int] = {
    ("components", "listed"): 6,
    ("components", "deprecated"): 2,
    ("components", "retired"): 1,
    ("components_by_kind", "listed/service"): 6,
    ("components_by_kind", "deprecated/service"): 1,
    ("components_by_kind", "deprecated/standard"): 1,
    ("components_by_kind", "retired/standard"): 1,
    ("components_by_domain", "listed/A4"): 6,
    ("components_by_domain", "deprecated/unspecified"): 2,
    ("components_by_domain", "retired/A4"): 1,
    ("versions", "standing"): 20,
    ("versions", "yanked"): 3,
    ("adoptions", "planned"): 4,
    ("adoptions", "live"): 12,
    ("adoptions", "retired"): 9,
    ("adoptions_by_version", "planned/unknown"): 4,
    ("adoptions_by_version", "live/known"): 11,
    ("adoptions_by_version", "live/unknown"): 1,
    ("adoptions_by_version", "retired/unknown"): 9,
    ("reuse_by_version", "known"): 8,
    ("reuse_by_kind", "service"): 8,
    ("reuse_by_domain", "A4"): 8,
    ("reuse_by_class", "foundational"): 6,
    ("reuse_by_class", "unclassified"): 2,
    ("reuse_by_flow", "leading/foundational"): 6,
    ("reuse_by_flow", "leading/unclassified"): 2,
    ("reuse_by_province", "990100"): 8,
    ("distinct", "reusing_cities"): 3,
    ("distinct", "components_reused"): 4,
    ("distinct", "components_on_shelf_reused"): 3,
    ("demonstration", "components"): 9,
}


DOMAINS = {"A4": {"zh": "推进城市精准精细治理", "en": "Precise governance"}}


def read(amounts: Mapping[Cell, int] = AMOUNTS, *, exactly: bool = True) -> dict[str, dict[str, Any]]:
    document = describe_overview(
        amounts, as_of=date(2026, 3, 2), position=41, provinces={"990100": "示例省"}, domains=DOMAINS, exactly=exactly
    )
    return {figure["code"]: figure for figure in document["figures"]}


def cells(figure: dict[str, Any], dimension: str) -> dict[str, int | None]:
    return {cell["key"]: cell["value"] for cell in figure["by"][dimension] if cell["value"] != 0}


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("components_listed", 8),
        ("components_retired", 1),
        ("versions_published", 23),
        ("adoptions_in_force", 16),
        ("adoptions_version_unknown", 5),
        ("running_reuse", 8),
        ("reusing_cities", 3),
        ("publishing_cities", 0),
        ("components_reused", 4),
        ("external_reuse_rate", 37.5),
    ],
)
def test_a_figure_has_its_value(code: str, value: float):
    assert read()[code]["value"] == value


@pytest.mark.parametrize(
    ("code", "dimension", "expected"),
    [
        ("components_listed", "status", {"listed": 6, "deprecated": 2}),
        ("components_listed", "kind", {"service": 7, "standard": 1}),
        ("components_listed", "domain", {"A4": 6, "unspecified": 2}),
        ("components_retired", "kind", {"standard": 1}),
        ("versions_published", "state", {"standing": 20, "yanked": 3}),
        ("adoptions_in_force", "stage", {"planned": 4, "live": 12}),
        ("adoptions_in_force", "version", {"known": 11, "unknown": 5}),
        ("running_reuse", "city_class", {"foundational": 6, "unclassified": 2}),
        ("running_reuse", "flow", {"leading/foundational": 6, "leading/unclassified": 2}),
        ("running_reuse", "province", {"990100": 8}),
    ],
)
def test_a_figure_has_its_breakdowns(code: str, dimension: str, expected: dict[str, int]):
    assert cells(read()[code], dimension) == expected


def test_breakdowns_that_could_point_at_a_city_are_suppressed_for_others_and_totals_stay():
    figure = read(exactly=False)["running_reuse"]

    assert cells(figure, "city_class") == {"foundational": None, "unclassified": None}
    assert cells(figure, "flow") == {"leading/foundational": None, "leading/unclassified": None}
    assert cells(figure, "domain") == {"A4": 8}
    assert figure["value"] == 8


def test_nothing_listed_gives_no_rate():
    rate = read({})["external_reuse_rate"]

    assert rate["value"] is None
    assert rate["inputs"] == {"components_listed": 0, "components_on_shelf_reused": 0}


def test_labels_are_told_in_words():
    figure = read()["running_reuse"]

    labels = {cell["key"]: cell["label"] for by in figure["by"].values() for cell in by}
    assert labels["leading/foundational"] == {"zh": "先行引领 → 补短提升", "en": "Leading → Foundational"}
    assert labels["990100"] == {"zh": "示例省"}
    assert labels["A4"]["zh"] == "推进城市精准精细治理"


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict) and value and all(isinstance(inner, str) for inner in value.values()):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}/{key}")


def test_every_text_is_there_in_chinese_and_english():
    texts = dict(_texts(wording()._asdict()))

    assert len(texts) > 80
    assert [path for path, text in texts.items() if set(text) != {"zh", "en"} or not all(text.values())] == []


@pytest.mark.parametrize(
    ("dimension", "words"),
    [("kind", KINDS), ("stage", STAGES), ("city_class", CITY_CLASSES), ("status", ADOPTABLE)],
)
def test_every_word_of_a_breakdown_has_a_label(dimension: str, words: tuple[str, ...]):
    assert set(words) <= set(wording().labels[dimension])


def test_words_are_those_of_the_slices_below():
    assert overview.ON_SHELF == ADOPTABLE
    assert (*overview.IN_FORCE, "retired") == STAGES
    assert overview.CLASSES == CITY_CLASSES
