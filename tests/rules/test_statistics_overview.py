"""The overview made of counts, and its texts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from registry.adoption.vocabulary import STAGES
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.vocabulary import KINDS
from registry.organisations.vocabulary import CITY_CLASSES
from registry.statistics import overview
from registry.statistics.asking import Question
from registry.statistics.overview import Kept, Names, describe_overview
from registry.statistics.wording import wording

KEPT = Kept(
    components=Counter(
        {
            ("status", "listed"): 6,
            ("status", "deprecated"): 2,
            ("status", "retired"): 1,
            ("kind", "listed/service"): 6,
            ("kind", "deprecated/service"): 1,
            ("kind", "deprecated/standard"): 1,
            ("kind", "retired/standard"): 1,
            ("domain", "listed/A4"): 6,
            ("domain", "deprecated/unspecified"): 2,
            ("domain", "retired/A4"): 1,
            ("demonstration", "true"): 9,
        }
    ),
    versions=Counter({("state", "standing"): 20, ("state", "yanked"): 3}),
    adoptions=Counter(
        {
            ("stage", "planned"): 4,
            ("stage", "live"): 12,
            ("stage", "retired"): 9,
            ("version", "planned/unknown"): 4,
            ("version", "live/known"): 11,
            ("version", "live/unknown"): 1,
            ("version", "retired/unknown"): 9,
            ("open", "true"): 2,
            ("demonstration", "live"): 3,
            ("demonstration", "retired"): 5,
        }
    ),
    reuse=Counter(
        {
            ("stage", "live"): 8,
            ("version", "known"): 8,
            ("kind", "service"): 8,
            ("domain", "A4"): 8,
            ("city_class", "foundational"): 6,
            ("city_class", "unclassified"): 2,
            ("flow", "leading/foundational"): 6,
            ("flow", "leading/unclassified"): 2,
            ("province", "990100"): 8,
            ("platform", "linux"): 5,
            ("platform", "web"): 8,
        }
    ),
    calls=Counter({("calls", "all"): 700, ("domain", "A4"): 700, ("city_class", "foundational"): 700}),
    reusing_cities=3,
    publishing_cities=0,
    components_reused=4,
    components_on_shelf_reused=3,
)
NOTHING = Kept(Counter(), Counter(), Counter(), Counter(), Counter(), 0, 0, 0, 0)
NAMES = Names(
    {"990100": "示例省"},
    {"A4": {"zh": "推进城市精准精细治理", "en": "Precise governance"}},
    {"digital_life": {"zh": "数字生活", "en": "Digital life"}},
)
DAY = date(2026, 3, 2)


def document(kept: Kept = KEPT, *, exactly: bool = True) -> dict[str, Any]:
    return describe_overview(
        kept, question=Question(DAY, None, DAY, DAY), position=41, corrections=2, names=NAMES, exactly=exactly
    )


def read(kept: Kept = KEPT, *, exactly: bool = True) -> dict[str, dict[str, Any]]:
    return {figure["code"]: figure for figure in document(kept, exactly=exactly)["figures"]}


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
        ("calls", 700),
        ("openings", 2),
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
        ("running_reuse", "platform", {"web": 8, "linux": 5}),
        ("calls", "city_class", {"foundational": 700}),
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
    assert "city_class" not in read(exactly=False)["calls"]["by"]


def test_an_overview_says_what_it_is_of():
    told = document()

    assert (told["as_of"], told["known_at"], told["corrections"]) == ("2026-03-02", None, 2)
    assert told["demonstration"] == {"components": 9, "adoptions": 3}


def test_nothing_listed_gives_no_rate():
    rate = read(NOTHING)["external_reuse_rate"]

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
